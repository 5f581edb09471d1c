"""Computes what the paper's variants give, with plain PyTorch modules, and writes variants.safetensors.

Starts from the reference's tiny weights and from the tensors that the authors' own code made of each picture (the last
prediction head's class embeddings and masks, the context branch's features, the text classifier), so nothing of the
Java implementation takes part. The variant that the authors released is computed too and must equal their tensors.

Run with a Python that has torch and safetensors: python variants.py REFERENCE ../resources/reference/variants.safetensors
"""

import itertools
import json
import os
import sys

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F

reference, out = sys.argv[1:]
weights = load_file(os.path.join(reference, "weights/score_tiny.safetensors"))
config = json.load(open(os.path.join(reference, "config_tiny.json")))
text_golden = load_file(os.path.join(reference, "golden/text.safetensors"))
names_per_class = text_golden["num_templates"].tolist()
seen = text_golden["category_overlapping_mask"].float()
heads = config["rai"]["heads"]
width = config["embed_dim"]
torch.set_grad_enabled(False)


def part(prefix):
    return {name[len(prefix):]: value for name, value in weights.items() if name.startswith(prefix)}


def loaded(module, prefix):
    module.load_state_dict(part(prefix))
    return module.eval()


predictor = "sem_seg_head.predictor."
encoder_layers = [
    loaded(
        nn.TransformerEncoderLayer(width, heads, config["rai"]["dim_feedforward"], batch_first=True),
        f"{predictor}transformer.layers.{i}.")
    for i in range(config["rai"]["layers"])
]
gca = loaded(nn.MultiheadAttention(width, config["gca"]["heads"], batch_first=True), "gca.multiattn.0.")
lam = weights[predictor + "learnable_weight"]
void = F.normalize(weights["void_embedding.weight"], dim=-1)


def pool(masks, features):
    """Mean of features where masks, resized to their grid, are positive."""
    masks = F.interpolate(masks, size=features.shape[-2:], mode="bilinear", align_corners=False)
    inside = (masks > 0).to(features.dtype)
    shares = inside / (inside.sum(dim=(-1, -2), keepdim=True) + 1e-8)
    return torch.einsum("bchw,bqhw->bqc", features, shares)


def integrate(kind, context, x, masks, scene_global, scene_dense):
    if kind == "none":
        return x
    if context == "regional":
        sizes = config["transformer_decoder"]["kernel_size_choices"]
        kernel = sizes[int(weights[predictor + "kernel_size_logits"].argmax())]
        memory = pool(F.max_pool2d(masks, kernel, stride=1, padding=kernel // 2), scene_dense)
    elif context == "cls_token":
        memory = scene_global[:, None]
    else:
        memory = scene_dense.flatten(2).transpose(1, 2)
    if kind == "released":
        if context == "patch":
            memory = memory.mean(dim=1, keepdim=True)
        batch, queries, _ = x.shape
        y = (x + lam * memory).reshape(batch * queries, 1, width)
        for layer in encoder_layers:
            y = layer(y)
        return y.reshape(batch, queries, width)
    for layer in encoder_layers:
        keys = torch.cat([x, lam * memory], dim=1)
        x = layer.norm1(x + layer.self_attn(x, keys, keys, need_weights=False)[0])
        x = layer.norm2(x + layer.linear2(F.relu(layer.linear1(x))))
    return x


def adapt(kind, rows, scene_global):
    """Text rows for each picture."""
    context = F.normalize(scene_global, dim=-1)
    adapted = []
    for one in context:
        if kind == "none":
            adapted.append(rows)
        elif kind == "add":
            adapted.append(rows + one)
        elif kind == "concat":
            adapted.append(torch.cat([rows, one.expand_as(rows)], dim=-1))
        elif kind == "attention":
            answers = [gca(row[None, None], one[None, None], one[None, None])[0][0] for row in rows]
            adapted.append(rows + torch.cat(answers))
        else:
            adapted.append(rows + gca(one[None, None], rows[None], rows[None])[0][0])
    return torch.stack(adapted)


def classify(x, rows, log_scale):
    """Cosine logits, the largest of a class's names; rows end with void."""
    logits = log_scale.exp().clamp(max=100) * F.normalize(x, dim=-1) @ rows.transpose(-1, -2)
    columns, start = [], 0
    for count in names_per_class + [1]:
        columns.append(logits[..., start:start + count].max(dim=-1).values)
        start += count
    return torch.stack(columns, dim=-1)


def ensemble(inside, outside, valid=1.0):
    probabilities = inside[..., :-1].softmax(-1)
    general = outside[..., :-1].softmax(-1)

    def blend(weight):
        weight = weight * valid
        return (probabilities ** (1 - weight) * general ** weight).log()

    blended = seen * blend(config["alpha"]) + (1 - seen) * blend(config["beta"])
    nothing = inside.softmax(-1)[..., -1:]
    return torch.log(torch.cat([blended.softmax(-1) * (1 - nothing), nothing], dim=-1) + 1e-8)


def remote_text():
    """Rows of the remote-sensing CLIP's text tower.

    The tiny tower knows 1000 tokens only, so its token embedding is replaced by one of exact binary fractions that any
    program can make again: row t, column c holds ((31 t + 17 c + (t c) mod 97) mod 251 - 125) / 256.
    """
    state = part("clip_rs.clip_model.")
    size = config["rs_clip"]["text"]
    t = torch.arange(config["clip_text_tower"]["vocab_size"])[:, None]
    c = torch.arange(size["width"])[None]
    embedding = ((31 * t + 17 * c + (t * c) % 97) % 251 - 125).float() / 256
    tokens = text_golden["tokens"].long()
    x = embedding[tokens] + state["positional_embedding"]
    causal = torch.full((tokens.shape[1], tokens.shape[1]), float("-inf")).triu(1)

    def norm(name, value):
        return F.layer_norm(value, (size["width"],), state[name + ".weight"], state[name + ".bias"])

    for i in range(size["layers"]):
        block = f"transformer.resblocks.{i}."
        attention = loaded(
            nn.MultiheadAttention(size["width"], size["heads"], batch_first=True),
            f"clip_rs.clip_model.{block}attn.")
        y = norm(block + "ln_1", x)
        x = x + attention(y, y, y, need_weights=False, attn_mask=causal)[0]
        y = F.linear(norm(block + "ln_2", x), state[block + "mlp.c_fc.weight"], state[block + "mlp.c_fc.bias"])
        y = y * torch.sigmoid(1.702 * y)
        x = x + F.linear(y, state[block + "mlp.c_proj.weight"], state[block + "mlp.c_proj.bias"])
    x = norm("ln_final", x)
    x = x[torch.arange(len(tokens)), tokens.argmax(dim=-1)] @ state["text_projection"]
    x = F.normalize(x, dim=-1).reshape(-1, len(config["templates"]), width).mean(dim=1)
    return torch.cat([F.normalize(x, dim=-1), void])


def picture(folder):
    def stage(name):
        return load_file(os.path.join(reference, "golden", folder, name + ".safetensors"))

    decoder, context, post = stage("decoder"), stage("rsclip"), stage("post")
    last = f"head{config['transformer_decoder']['layers']}."
    rows = text_golden["text_classifier"]
    scale = weights[predictor + "logit_scale"]

    def inside(integration, source, adaptation):
        x = integrate(
            integration, source, decoder[last + "class_embed_before_rai"], decoder[last + "pred_masks"],
            context["clip_global"], context["clip_vis_dense"])
        adapted = adapt(adaptation, rows, context["clip_global"])
        nothing = F.pad(void, (0, adapted.shape[-1] - width)).expand(len(adapted), 1, -1)
        if adaptation == "concat":
            x = torch.cat([x, x], dim=-1)
        return classify(x, torch.cat([adapted, nothing], dim=1), scale)

    outside = post["out_vocab_logits_with_void"]
    released = inside("released", "regional", "attention")
    torch.testing.assert_close(released, decoder[last + "pred_logits"], rtol=1e-5, atol=5e-5)
    results = torch.stack([post[f"img{i}.mask_cls_results"] for i in range(len(released))])
    torch.testing.assert_close(ensemble(released, outside), results, rtol=1e-5, atol=5e-5)

    variants = [("none", "regional", "attention"), ("none", "regional", "none"), ("paper", "regional", "paper")]
    variants += [(kind, source, "attention")
                 for kind, source in itertools.product(("released", "paper"), ("regional", "cls_token", "patch"))]
    variants += [("released", "regional", kind) for kind in ("none", "add", "concat", "paper")]
    for variant in variants:
        logits = inside(*variant)
        stored = f"{folder}.{'.'.join(variant)}.general_clip."
        yield stored + "pred_logits", logits
        yield stored + "mask_cls_results", ensemble(logits, outside)
    remote = classify(
        pool(decoder[last + "pred_masks"], context["clip_vis_dense"]), remote_text(),
        weights["clip_rs.clip_model.logit_scale"])
    stored = f"{folder}.released.regional.attention.remote_sensing_clip."
    yield stored + "pred_logits", released
    yield stored + "out_vocab_logits_with_void", remote
    yield stored + "mask_cls_results", ensemble(released, remote)


results = {}
for folder in ("i_256x320", "iii_2x128x128"):
    results.update((name, value.contiguous()) for name, value in picture(folder))
save_file(results, out)
print(len(results), "tensors,", os.path.getsize(out), "bytes")
