"""Computes what the paper's variants give, with plain PyTorch modules, and writes variants.safetensors.

Starts from the reference's tiny weights and from the tensors that the authors' own code made of each picture (the last
prediction head's class embeddings and masks, the context branch's features, the text classifier; for a decoder that
normalises first the pixel decoder's features), so nothing of the Java implementation takes part. The variant that the
authors released is computed too and must equal their tensors.

Everything is computed in float32 and again in float64, stored as NAME and NAME.float64: how far the one lies from the
other is the noise of these numbers, beside that of the tensors they start from (golden/measured.json).

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
config = json.load(open(os.path.join(reference, "config_tiny.json")))
heads = config["rai"]["heads"]
width = config["embed_dim"]
predictor = "sem_seg_head.predictor."
torch.set_grad_enabled(False)


def stored(path):
    """A file's tensors, those of floats in the precision that is in use."""
    tensors = load_file(os.path.join(reference, path))
    return {name: value.to(torch.get_default_dtype()) if value.is_floating_point() else value
            for name, value in tensors.items()}


def part(prefix):
    return {name[len(prefix):]: value for name, value in weights.items() if name.startswith(prefix)}


def loaded(module, prefix):
    module.load_state_dict(part(prefix))
    return module.eval()


def use(precision):
    """Loads what all pictures need in a precision."""
    global weights, text_golden, names_per_class, seen, encoder_layers, gca, lam, void
    torch.set_default_dtype(precision)
    weights = stored("weights/score_tiny.safetensors")
    text_golden = stored("golden/text.safetensors")
    names_per_class = text_golden["num_templates"].tolist()
    seen = text_golden["category_overlapping_mask"].to(precision)
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
    embedding = ((31 * t + 17 * c + (t * c) % 97) % 251 - 125).to(void.dtype) / 256
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
        return stored(f"golden/{folder}/{name}.safetensors")

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
        name = f"{folder}.{'.'.join(variant)}.general_clip."
        yield name + "pred_logits", logits
        yield name + "mask_cls_results", ensemble(logits, outside)
    remote = classify(
        pool(decoder[last + "pred_masks"], context["clip_vis_dense"]), remote_text(),
        weights["clip_rs.clip_model.logit_scale"])
    name = f"{folder}.released.regional.attention.remote_sensing_clip."
    yield name + "pred_logits", released
    yield name + "out_vocab_logits_with_void", remote
    yield name + "mask_cls_results", ensemble(released, remote)


def sine(channels, height, width):
    """The fixed position embedding of each cell: [height * width, channels]."""
    half = channels // 2
    period = 10000 ** (2 * (torch.arange(half) // 2).to(torch.get_default_dtype()) / half)

    def waves(length):
        phase = torch.arange(1, length + 1).to(torch.get_default_dtype()) / (length + 1e-6) * 2 * torch.pi
        phase = phase[:, None] / period
        return torch.stack([phase[:, 0::2].sin(), phase[:, 1::2].cos()], dim=2).flatten(1)

    rows = waves(height)[:, None].expand(height, width, half)
    columns = waves(width)[None].expand(height, width, half)
    return torch.cat([rows, columns], dim=2).flatten(0, 1)


def decode(folder, norm_first):
    """The masked-attention decoder's last queries and masks, layer norm after or before each step."""
    features = stored(f"golden/{folder}/pixel_decoder.safetensors")
    shape = config["transformer_decoder"]
    dim, count = shape["hidden_dim"], shape["heads"]

    def attention(name):
        return loaded(nn.MultiheadAttention(dim, count, batch_first=True), predictor + name)

    def norm(name):
        return loaded(nn.LayerNorm(dim), predictor + name)

    def perceptron(name, x):
        layers = part(predictor + name)
        for i in range(3):
            x = F.linear(x, layers[f"layers.{i}.weight"], layers[f"layers.{i}.bias"])
            x = F.relu(x) if i < 2 else x
        return x

    maps = features["mask_features"]
    batch = len(maps)
    levels = [features[f"multi_scale_{i}"] for i in range(3)]
    embedding = weights[predictor + "level_embed.weight"]
    memories = [level.flatten(2).transpose(1, 2) + embedding[i] for i, level in enumerate(levels)]
    positions = [sine(dim, *level.shape[-2:]) for level in levels]
    query_position = weights[predictor + "query_embed.weight"]
    x = weights[predictor + "query_feat.weight"].expand(batch, -1, -1)
    last_norm = norm("decoder_norm.")

    def masks_of(queries):
        return torch.einsum("bqc,bchw->bqhw", perceptron("mask_embed.", last_norm(queries)), maps)

    def step(value, layer_norm, change):
        return value + change(layer_norm(value)) if norm_first else layer_norm(value + change(value))

    closest = 1.0
    for i in range(shape["layers"]):
        level = i % 3
        allowed = F.interpolate(masks_of(x), size=levels[level].shape[-2:], mode="bilinear", align_corners=False)
        closest = min(closest, allowed.abs().min().item())
        blocked = allowed.flatten(2).sigmoid() < 0.5
        blocked[blocked.all(dim=-1)] = False
        blocked = blocked.repeat_interleave(count, dim=0)
        cross = attention(f"transformer_cross_attention_layers.{i}.multihead_attn.")
        keys = memories[level] + positions[level]
        x = step(
            x, norm(f"transformer_cross_attention_layers.{i}.norm."),
            lambda y: cross(y + query_position, keys, memories[level], attn_mask=blocked, need_weights=False)[0])
        self_attention = attention(f"transformer_self_attention_layers.{i}.self_attn.")
        x = step(
            x, norm(f"transformer_self_attention_layers.{i}.norm."),
            lambda y: self_attention(y + query_position, y + query_position, y, need_weights=False)[0])
        forward = part(f"{predictor}transformer_ffn_layers.{i}.")
        x = step(
            x, norm(f"transformer_ffn_layers.{i}.norm."),
            lambda y: F.linear(
                F.relu(F.linear(y, forward["linear1.weight"], forward["linear1.bias"])),
                forward["linear2.weight"], forward["linear2.bias"]))
    print(folder, "pre-norm" if norm_first else "post-norm", "closest attention mask logit", closest)
    return x.transpose(0, 1), masks_of(x)


def decoders(folder):
    golden = stored(f"golden/{folder}/decoder.safetensors")
    last = f"head{config['transformer_decoder']['layers']}."
    queries, masks = decode(folder, False)
    torch.testing.assert_close(queries, golden[last + "queries"], rtol=1e-5, atol=5e-5)
    torch.testing.assert_close(masks, golden[last + "pred_masks"], rtol=1e-5, atol=5e-5)
    queries, masks = decode(folder, True)
    yield f"{folder}.pre_norm.queries", queries
    yield f"{folder}.pre_norm.pred_masks", masks


def run(precision):
    use(precision)
    results = dict(decoders("iii_2x128x128"))
    for folder in ("i_256x320", "iii_2x128x128"):
        results.update(picture(folder))
    return {name: value.contiguous() for name, value in results.items()}


results = run(torch.float32)
results.update((name + ".float64", value) for name, value in run(torch.float64).items())
save_file(results, out)
print(len(results), "tensors,", os.path.getsize(out), "bytes")
