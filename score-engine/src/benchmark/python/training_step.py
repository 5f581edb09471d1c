"""Times a training step of SCORE in plain PyTorch: the same dimensions, batch, losses, matching and optimizer as
TrainingStepBenchmark.java, with start values of PyTorch's own. What the steps compute is proved elsewhere; this is about
their time only.

Arguments: model directory, steps, mixed (true or false), pictures of a step, their side, objects of each, threads, frozen.
"""

import json
import math
import pathlib
import resource
import statistics
import sys
import time

import torch
import torch.nn.functional as F
from scipy.optimize import linear_sum_assignment
from torch import nn

CLASSES, POINTS, OVERSAMPLING, IMPORTANCE, WARM_UP = 26, 2048, 3, 0.75, 3


class ImageNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class ConvNextBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.depthwise = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.gamma = nn.Parameter(torch.ones(width))

    def forward(self, x):
        y = self.mlp(self.norm(self.depthwise(x).permute(0, 2, 3, 1)))
        return x + (y * self.gamma).permute(0, 3, 1, 2)


class ConvNext(nn.Module):
    def __init__(self, shape):
        super().__init__()
        dims = shape["dims"]
        self.stem = nn.Sequential(nn.Conv2d(3, dims[0], 4, 4), ImageNorm(dims[0], eps=1e-6))
        self.stages = nn.ModuleList()
        for i, (depth, width) in enumerate(zip(shape["depths"], dims)):
            down = [ImageNorm(dims[i - 1], eps=1e-6), nn.Conv2d(dims[i - 1], width, 2, 2)] if i else []
            self.stages.append(nn.Sequential(*down, *(ConvNextBlock(width) for _ in range(depth))))

    def forward(self, x):
        x, features = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        return features


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))

    def split(self, x):
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)

    def forward(self, query, key, value, allowed=None):
        q, k, v = self.split(self.query(query)), self.split(self.key(key)), self.split(self.value(value))
        y = F.scaled_dot_product_attention(q, k, v, allowed)
        return self.output(y.transpose(1, 2).flatten(2))

    def alone(self, x):
        return self.output(self.value(x))


class QuickGelu(nn.Module):
    def forward(self, x):
        return x * torch.sigmoid(1.702 * x)


class VisionBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), QuickGelu(), nn.Linear(4 * width, width))

    def forward(self, x, dense):
        y = self.norm1(x)
        x = self.attention.alone(y) + x[:, :1] if dense else x + self.attention(y, y, y)
        return x + self.mlp(self.norm2(x))


class VisionTransformer(nn.Module):
    def __init__(self, shape, out):
        super().__init__()
        self.size, width = shape["image_size"], shape["width"]
        self.grid = shape["image_size"] // shape["patch_size"]
        self.patches = nn.Conv2d(3, width, shape["patch_size"], shape["patch_size"], bias=False)
        self.token = nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.positions = nn.Parameter(torch.randn(1, self.grid**2 + 1, width) * 0.02)
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.blocks = nn.ModuleList(VisionBlock(width, shape["heads"]) for _ in range(shape["layers"]))
        self.projection = nn.Linear(width, out, bias=False)

    def forward(self, image):
        x = F.interpolate(image, (self.size, self.size), mode="bilinear", align_corners=False)
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = self.before(torch.cat([self.token.expand(len(x), -1, -1), x], 1) + self.positions)
        for i, block in enumerate(self.blocks):
            x = block(x, i == len(self.blocks) - 1)
        x = self.projection(self.after(x))
        return x[:, 0], x[:, 1:].transpose(1, 2).unflatten(2, (self.grid, self.grid))


def sine_position(channels, height, width):
    half = channels // 2
    period = 10000 ** (2 * torch.div(torch.arange(half), 2, rounding_mode="floor") / half)

    def waves(length):
        phase = (torch.arange(1, length + 1) / (length + 1e-6) * 2 * math.pi)[:, None] / period
        return torch.stack([phase[:, 0::2].sin(), phase[:, 1::2].cos()], 2).flatten(1)

    rows = waves(height)[:, None].expand(-1, width, -1)
    columns = waves(width)[None].expand(height, -1, -1)
    return torch.cat([rows, columns], 2).flatten(0, 1)[None]


class DeformableLayer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        width, self.heads, self.points = shape["conv_dim"], shape["heads"], shape["points"]
        self.offsets = nn.Linear(width, self.heads * 3 * self.points * 2)
        self.weights = nn.Linear(width, self.heads * 3 * self.points)
        self.value, self.output = nn.Linear(width, width), nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            nn.Linear(width, shape["feed_forward"]), nn.ReLU(), nn.Linear(shape["feed_forward"], width))

    def forward(self, x, position, reference, sizes):
        n, cells, width = x.shape
        query = x + position
        value = self.value(x).view(n, cells, self.heads, width // self.heads)
        scale = torch.tensor([[w, h] for h, w in sizes])[:, None]
        locations = self.offsets(query).view(n, cells, self.heads, 3, self.points, 2) / scale + reference
        shares = self.weights(query).view(n, cells, self.heads, 3 * self.points).softmax(-1)
        samples, start = [], 0
        for level, (h, w) in enumerate(sizes):
            v = value[:, start:start + h * w].permute(0, 2, 3, 1).reshape(n * self.heads, -1, h, w)
            grid = (2 * locations[:, :, :, level] - 1).transpose(1, 2).flatten(0, 1)
            samples.append(F.grid_sample(v, grid, align_corners=False))
            start += h * w
        shares = shares.transpose(1, 2).reshape(n * self.heads, 1, cells, -1)
        attended = (torch.cat(samples, -1) * shares).sum(-1).view(n, width, cells).transpose(1, 2)
        x = self.norm1(x + self.output(attended))
        return self.norm2(x + self.mlp(x))


class PixelDecoder(nn.Module):
    def __init__(self, shape, dims):
        super().__init__()
        width, groups = shape["conv_dim"], shape["group_norm_groups"]

        def project(channels, bias):
            return nn.Sequential(nn.Conv2d(channels, width, 1, bias=bias), nn.GroupNorm(groups, width))

        self.inputs = nn.ModuleList(project(channels, True) for channels in dims[:0:-1])
        self.level = nn.Parameter(torch.randn(3, width))
        self.layers = nn.ModuleList(DeformableLayer(shape) for _ in range(shape["layers"]))
        self.lateral = project(dims[0], False)
        self.smooth = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1, bias=False), nn.GroupNorm(groups, width), nn.ReLU())
        self.mask = nn.Conv2d(width, shape["mask_dim"], 1)

    def forward(self, features):
        levels = [project(feature) for project, feature in zip(self.inputs, features[:0:-1])]
        sizes = [level.shape[2:] for level in levels]
        x = torch.cat([level.flatten(2).transpose(1, 2) for level in levels], 1)
        position = torch.cat(
            [sine_position(x.shape[2], *size) + row for size, row in zip(sizes, self.level)], 1)
        reference = torch.cat([
            torch.stack(torch.meshgrid(
                (torch.arange(w) + 0.5) / w, (torch.arange(h) + 0.5) / h, indexing="xy"), 2).flatten(0, 1)
            for h, w in sizes])[None, :, None, None, None]
        for layer in self.layers:
            x = layer(x, position, reference, sizes)
        parts = x.split([h * w for h, w in sizes], 1)
        levels = [part.transpose(1, 2).unflatten(2, size) for part, size in zip(parts, sizes)]
        side = self.lateral(features[0])
        up = F.interpolate(levels[-1], side.shape[2:], mode="bilinear", align_corners=False)
        return self.mask(self.smooth(side + up)), levels


def mlp(width, out):
    return nn.Sequential(
        nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, out))


class DecoderLayer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        width = shape["hidden_dim"]
        self.cross, self.self = Attention(width, shape["heads"]), Attention(width, shape["heads"])
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.mlp = nn.Sequential(
            nn.Linear(width, shape["feed_forward"]), nn.ReLU(), nn.Linear(shape["feed_forward"], width))

    def forward(self, x, position, memory, memory_position, allowed):
        x = self.norms[0](x + self.cross(x + position, memory + memory_position, memory, allowed))
        x = self.norms[1](x + self.self(x + position, x + position, x))
        return self.norms[2](x + self.mlp(x))


class IntegrationLayer(nn.Module):
    def __init__(self, shape, width):
        super().__init__()
        self.attention = Attention(width, shape["heads"])
        self.norm1, self.norm2, self.drop = nn.LayerNorm(width), nn.LayerNorm(width), nn.Dropout(0.1)
        self.mlp = nn.Sequential(
            nn.Linear(width, shape["feed_forward"]), nn.ReLU(), nn.Dropout(0.1),
            nn.Linear(shape["feed_forward"], width))

    def forward(self, x):
        x = self.norm1(x + self.drop(self.attention.alone(x)))
        return self.norm2(x + self.drop(self.mlp(x)))


def pool(masks, feature):
    inside = (F.interpolate(masks, feature.shape[2:], mode="bilinear", align_corners=False) > 0).flatten(2).float()
    return inside / (inside.sum(-1, keepdim=True) + 1e-8) @ feature.flatten(2).transpose(1, 2)


class Score(nn.Module):
    def __init__(self, shape, mixed, frozen):
        super().__init__()
        decoder, out = shape["decoder"], shape["embed_dim"]
        width, mask = decoder["hidden_dim"], shape["pixel_decoder"]["mask_dim"]
        self.mixed, self.frozen, self.kernels = mixed, frozen, decoder["kernel_sizes"]
        self.backbone = ConvNext(shape["image_tower"]).requires_grad_(not frozen)
        self.context = VisionTransformer(shape["context_tower"], out).requires_grad_(not frozen)
        self.pixels = PixelDecoder(shape["pixel_decoder"], shape["image_tower"]["dims"])
        self.layers = nn.ModuleList(DecoderLayer(decoder) for _ in range(decoder["layers"]))
        self.queries = nn.Parameter(torch.randn(decoder["queries"], width))
        self.positions = nn.Parameter(torch.randn(decoder["queries"], width))
        self.level = nn.Parameter(torch.randn(3, width))
        self.norm, self.pool_norm = nn.LayerNorm(width), nn.LayerNorm(mask)
        self.pool_projection = nn.Linear(mask, width)
        self.to_mask, self.to_class = mlp(width, mask), mlp(width, out)
        integration = shape["region_aware_integration"]
        self.integration = nn.ModuleList(IntegrationLayer(integration, out) for _ in range(integration["layers"]))
        self.share = nn.Parameter(torch.tensor(0.1))
        self.kernel_logits = nn.Parameter(torch.zeros(len(self.kernels)))
        self.adaptation = Attention(out, shape["global_context_adaptation"]["heads"])
        self.empty = nn.Parameter(torch.randn(1, out))
        self.scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
        self.register_buffer("text", F.normalize(torch.randn(CLASSES, out), dim=-1))

    def regional(self, masks, dense):
        if not self.mixed:
            size = self.kernels[0]
            grown = F.max_pool2d(masks.detach(), size, 1, size // 2)
            return pool(F.interpolate(grown, dense.shape[2:], mode="bilinear", align_corners=False), dense)
        shares = F.gumbel_softmax(self.kernel_logits, tau=2)
        grown = sum(share * F.max_pool2d(masks, k, 1, k // 2) for share, k in zip(shares, self.kernels))
        small = F.interpolate(grown, dense.shape[2:], mode="bilinear", align_corners=False)
        inside = (10 * (small - 0.5)).sigmoid().flatten(2)
        return inside / (inside.sum(-1, keepdim=True) + 1e-8) @ dense.flatten(2).transpose(1, 2)

    def predict(self, x, features, dense, classifier):
        x = self.norm(x)
        masks = torch.einsum("bqc,bchw->bqhw", self.to_mask(x), features)
        y = self.to_class(self.pool_projection(self.pool_norm(pool(masks, features))) + x)
        y = y + self.share * self.regional(masks, dense)
        for layer in self.integration:
            y = layer(y)
        logits = F.normalize(y, dim=-1) @ classifier.transpose(1, 2) * self.scale.exp().clamp(max=100)
        return logits, masks

    def forward(self, image):
        with torch.set_grad_enabled(not self.frozen):
            features = self.backbone(image)
            scene, dense = self.context(image)
        rows = self.text + self.adaptation.alone(F.normalize(scene, dim=-1)[:, None])
        classifier = torch.cat([rows, F.normalize(self.empty, dim=-1).expand(len(rows), 1, -1)], 1)
        features, levels = self.pixels(features)
        memories = [level.flatten(2).transpose(1, 2) + row for level, row in zip(levels, self.level)]
        places = [sine_position(memories[0].shape[2], *level.shape[2:]) for level in levels]
        x = self.queries.expand(len(image), -1, -1)
        heads = [self.predict(x, features, dense, classifier)]
        for i, layer in enumerate(self.layers):
            masks = heads[-1][1].detach()
            small = F.interpolate(masks, levels[i % 3].shape[2:], mode="bilinear", align_corners=False)
            allowed = small.flatten(2).sigmoid() >= 0.5
            allowed = (allowed | ~allowed.any(-1, keepdim=True))[:, None]
            x = layer(x, self.positions, memories[i % 3], places[i % 3], allowed)
            heads.append(self.predict(x, features, dense, classifier))
        return heads


def sample(masks, points):
    return F.grid_sample(masks, (2 * points - 1)[:, :, None], align_corners=False)[..., 0]


@torch.no_grad()
def match(logits, masks, classes, truth):
    points = torch.rand(1, POINTS, 2)
    ours = sample(masks[None], points)[0]
    there = sample(truth[None], points)[0]
    entropy = (F.softplus(-ours) @ there.T + F.softplus(ours) @ (1 - there).T) / POINTS
    inside = ours.sigmoid()
    dice = 1 - (2 * inside @ there.T + 1) / (inside.sum(-1)[:, None] + there.sum(-1) + 1)
    cost = 5 * entropy - 2 * logits.softmax(-1)[:, classes] + 5 * dice
    return [torch.as_tensor(part) for part in linear_sum_assignment(cost.numpy())]


def losses(logits, masks, targets):
    matches = [match(*each) for each in zip(logits, masks, *zip(*targets))]
    labels = torch.full(logits.shape[:2], CLASSES)
    for row, (ours, theirs), (classes, _) in zip(labels, matches, targets):
        row[ours] = classes[theirs]
    weight = torch.ones(CLASSES + 1)
    weight[-1] = 0.1
    entropy = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), weight)
    chosen = torch.cat([mask[ours] for mask, (ours, _) in zip(masks, matches)])[:, None]
    truth = torch.cat([masks[theirs] for (_, masks), (_, theirs) in zip(targets, matches)])[:, None]
    with torch.no_grad():
        candidates = torch.rand(len(chosen), POINTS * OVERSAMPLING, 2)
        unsure = sample(chosen, candidates)[:, 0].abs().topk(int(POINTS * IMPORTANCE), largest=False).indices
        points = torch.cat([
            candidates.gather(1, unsure[..., None].expand(-1, -1, 2)),
            torch.rand(len(chosen), POINTS - int(POINTS * IMPORTANCE), 2)], 1)
        wanted = sample(truth, points)[:, 0]
    ours = sample(chosen, points)[:, 0]
    objects = sum(len(classes) for classes, _ in targets)
    cross = F.binary_cross_entropy_with_logits(ours, wanted, reduction="none").mean(1).sum() / objects
    inside = ours.sigmoid()
    dice = 1 - (2 * (inside * wanted).sum(-1) + 1) / (inside.sum(-1) + wanted.sum(-1) + 1)
    return 2 * entropy + 5 * cross + 5 * dice.sum() / objects


def picture(side, objects):
    masks = torch.zeros(objects, side, side)
    for mask in masks:
        left, top = torch.randint(side - 16, (2,))
        width, height = torch.randint(4, 16, (2,))
        mask[top:top + height, left:left + width] = 1
    return torch.randn(3, side, side), (torch.arange(objects) % CLASSES, masks)


def main(folder, steps, mixed, batch, side, objects, threads, frozen):
    torch.manual_seed(1)
    torch.set_num_threads(int(threads))
    config = json.loads((pathlib.Path(folder) / "model.json").read_text())
    enlargement = config.get("input_scale", 1)
    model = Score(config["architecture"], mixed == "true", frozen == "true").train()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=1e-4, weight_decay=0.05)
    pictures = [picture(int(side), int(objects)) for _ in range(8)]
    wall, processor = [], []
    for step in range(int(steps) + WARM_UP):
        begin, used = time.perf_counter(), time.process_time()
        chosen = [pictures[(step * int(batch) + i) % 8] for i in range(int(batch))]
        images = torch.stack([image for image, _ in chosen])
        if enlargement > 1:
            images = F.interpolate(images, scale_factor=enlargement, mode="bilinear", align_corners=False)
        heads = model(images)
        total = sum(losses(*head, [target for _, target in chosen]) for head in heads)
        optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(trained, 0.01)
        optimizer.step()
        total.item()
        if step >= WARM_UP:
            wall.append(time.perf_counter() - begin)
            processor.append(time.process_time() - used)
    print("pytorch: %.3f s a step (median), fastest %.3f s; processor time %.3f s, least %.3f s; resident %d MB" % (
        statistics.median(wall), min(wall), statistics.median(processor), min(processor),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


main(*sys.argv[1:])
