package org.scorewps.engine.network.tensor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes, in memory, the TorchScript archive of the few operations that DJL lacks or computes otherwise than PyTorch. It
 * holds code only: no weights, no pickled objects but the module itself. A whole number travels as the size of an
 * element-free tensor, since DJL passes nothing but tensors to a method that must stay differentiable.
 */
final class OpLibrary {
    private static final String CODE = """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Ops,
                x: Tensor) -> Tensor:
                return x
              def attention(self: __torch__.Ops,
                q: Tensor,
                k: Tensor,
                v: Tensor) -> Tensor:
                return torch.scaled_dot_product_attention(q, k, v)
              def weighted_attention(self: __torch__.Ops,
                q: Tensor,
                k: Tensor,
                v: Tensor,
                factors: Tensor) -> Tensor:
                unit = torch.mul(q, torch.pow(torch.size(q, -1), -0.5))
                weights = torch.softmax(torch.matmul(unit, torch.transpose(k, -2, -1)), -1)
                return torch.matmul(torch.mul(weights, factors), v)
              def causal_attention(self: __torch__.Ops,
                q: Tensor,
                k: Tensor,
                v: Tensor) -> Tensor:
                return torch.scaled_dot_product_attention(q, k, v, None, 0., True)
              def masked_attention(self: __torch__.Ops,
                q: Tensor,
                k: Tensor,
                v: Tensor,
                allowed: Tensor) -> Tensor:
                return torch.scaled_dot_product_attention(q, k, v, allowed)
              def group_norm(self: __torch__.Ops,
                x: Tensor,
                weight: Tensor,
                bias: Tensor,
                groups: Tensor,
                eps: Tensor) -> Tensor:
                return torch.group_norm(x, torch.size(groups, 1), weight, bias, float(eps))
              def resize_bilinear(self: __torch__.Ops,
                x: Tensor,
                size: Tensor) -> Tensor:
                return torch.upsample_bilinear2d(x, [torch.size(size, 1), torch.size(size, 2)], False)
              def l2_normalize(self: __torch__.Ops,
                x: Tensor) -> Tensor:
                length = torch.norm(x, 2, [-1], True)
                return torch.div(x, torch.clamp_min(length, 9.9999999999999998e-13))
              def cosine_logits(self: __torch__.Ops,
                x: Tensor,
                rows: Tensor,
                log_scale: Tensor) -> Tensor:
                length = torch.norm(x, 2, [-1], True)
                unit = torch.div(x, torch.clamp_min(length, 9.9999999999999998e-13))
                scale = torch.clamp(torch.exp(log_scale), None, 100)
                return torch.mul(torch.matmul(unit, torch.transpose(rows, -2, -1)), scale)
              def soft_pool(self: __torch__.Ops,
                masks: Tensor,
                feature: Tensor) -> Tensor:
                inside = torch.sigmoid(torch.mul(torch.sub(masks, 0.5), 10))
                total = torch.add(torch.sum(inside, [-1], True), 1e-08)
                return torch.matmul(torch.div(inside, total), torch.transpose(feature, 1, 2))
              def point_sample(self: __torch__.Ops,
                x: Tensor,
                points: Tensor) -> Tensor:
                grid = torch.unsqueeze(torch.sub(torch.mul(points, 2), 1), 2)
                return torch.squeeze(torch.grid_sampler(x, grid, 0, 0, False), 3)
              def least_sure(self: __torch__.Ops,
                logits: Tensor,
                points: Tensor,
                size: Tensor) -> Tensor:
                values, indices = torch.topk(torch.abs(logits), torch.size(size, 1), 1, False, False)
                return torch.gather(points, 1, torch.expand(torch.unsqueeze(indices, 2), [-1, -1, 2]))
              def dilate(self: __torch__.Ops,
                x: Tensor,
                kernel: Tensor) -> Tensor:
                k = torch.size(kernel, 1)
                half = torch.floordiv(k, 2)
                y = torch.constant_pad_nd(x, [half, half, half, half], -3.4028234663852886e+38)
                for axis in range(2):
                  reach = 1
                  while torch.lt(reach, k):
                    more = ops.prim.min(reach, torch.sub(k, reach))
                    size = torch.sub(torch.size(y, torch.sub(3, axis)), more)
                    y = torch.maximum(torch.narrow(y, torch.sub(3, axis), 0, size), torch.narrow(y, torch.sub(3, axis), more, size))
                    reach = torch.add(reach, more)
                return y
              def channels_last(self: __torch__.Ops,
                x: Tensor) -> Tensor:
                return torch.contiguous(x, memory_format=2)
              def cross_entropy(self: __torch__.Ops,
                logits: Tensor,
                targets: Tensor,
                weights: Tensor) -> Tensor:
                return torch.cross_entropy_loss(logits, targets, weights)
              def mask_cross_entropy(self: __torch__.Ops,
                logits: Tensor,
                labels: Tensor) -> Tensor:
                each = torch.binary_cross_entropy_with_logits(logits, labels, None, None, 0)
                return torch.sum(torch.mean(each, [1]))
              def mask_dice(self: __torch__.Ops,
                logits: Tensor,
                labels: Tensor) -> Tensor:
                inside = torch.sigmoid(logits)
                common = torch.mul(torch.sum(torch.mul(inside, labels), [-1]), 2)
                both = torch.add(torch.sum(inside, [-1]), torch.sum(labels, [-1]))
                each = torch.rsub(torch.div(torch.add(common, 1), torch.add(both, 1)), 1)
                return torch.sum(each)
              def adamw(self: __torch__.Ops,
                parameter: Tensor,
                gradient: Tensor,
                mean: Tensor,
                square: Tensor,
                numbers: Tensor) -> Tensor:
                lr = float(torch.select(numbers, 0, 0))
                decay = float(torch.select(numbers, 0, 1))
                beta1 = float(torch.select(numbers, 0, 2))
                beta2 = float(torch.select(numbers, 0, 3))
                eps = float(torch.select(numbers, 0, 4))
                correction1 = float(torch.select(numbers, 0, 5))
                correction2 = float(torch.select(numbers, 0, 6))
                clip = float(torch.select(numbers, 0, 7))
                g = torch.mul(gradient, clip)
                _0 = torch.mul_(parameter, torch.sub(1., torch.mul(lr, decay)))
                _1 = torch.add_(torch.mul_(mean, beta1), torch.mul(g, torch.sub(1., beta1)))
                _2 = torch.addcmul_(torch.mul_(square, beta2), g, g, value=torch.sub(1., beta2))
                length = torch.add(torch.div(torch.sqrt(square), correction2), eps)
                return torch.addcdiv_(parameter, mean, length, value=torch.neg(torch.div(lr, correction1)))
              def principal_axes(self: __torch__.Ops,
                x: Tensor,
                count: Tensor) -> Tensor:
                moments = torch.div(torch.matmul(torch.transpose(x, 0, 1), x), torch.size(x, 0))
                values, axes = torch.linalg_eigh(moments)
                return torch.narrow(axes, 1, torch.sub(torch.size(x, 1), torch.size(count, 1)), torch.size(count, 1))
              def quick_gelu(self: __torch__.Ops,
                x: Tensor) -> Tensor:
                return torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))
              def to_float32(self: __torch__.Ops,
                x: Tensor) -> Tensor:
                return torch.to(x, 6)
              def ms_deform_attn(self: __torch__.Ops,
                value: Tensor,
                locations: Tensor,
                weights: Tensor,
                shapes: Tensor) -> Tensor:
                n = torch.size(value, 0)
                m = torch.size(value, 2)
                d = torch.size(value, 3)
                q = torch.size(locations, 1)
                levels = torch.size(locations, 3)
                points = torch.size(locations, 4)
                maps = annotate(List[Tensor], [])
                start = 0
                for l in range(levels):
                  h = int(torch.item(torch.select(torch.select(shapes, 0, l), 0, 0)))
                  w = int(torch.item(torch.select(torch.select(shapes, 0, l), 0, 1)))
                  cells = torch.narrow(value, 1, start, torch.mul(h, w))
                  v = torch.reshape(torch.permute(cells, [0, 2, 3, 1]), [torch.mul(n, m), d, h, w])
                  _0 = torch.append(maps, v)
                  start = torch.add(start, torch.mul(h, w))
                of_query = torch.mul(torch.mul(torch.mul(n, m), d), torch.mul(levels, points))
                some = ops.prim.max(1, torch.floordiv(4194304, of_query))
                outs = annotate(List[Tensor], [])
                done = 0
                while torch.lt(done, q):
                  k = ops.prim.min(some, torch.sub(q, done))
                  grids = torch.sub(torch.mul(torch.narrow(locations, 1, done, k), 2), 1)
                  samples = annotate(List[Tensor], [])
                  for l in range(levels):
                    of_level = torch.permute(torch.select(grids, 3, l), [0, 2, 1, 3, 4])
                    g = torch.reshape(of_level, [torch.mul(n, m), k, points, 2])
                    _1 = torch.append(samples, torch.grid_sampler(maps[l], g, 0, 0, False))
                  heads_first = torch.permute(torch.narrow(weights, 1, done, k), [0, 2, 1, 3, 4])
                  a = torch.reshape(heads_first, [torch.mul(n, m), 1, k, torch.mul(levels, points)])
                  _2 = torch.append(outs, torch.sum(torch.mul(torch.cat(samples, -1), a), [-1]))
                  done = torch.add(done, k)
                out = torch.cat(outs, -1)
                return torch.transpose(torch.reshape(out, [n, torch.mul(m, d), q]), 1, 2)
            """;

    /** Pickle protocol 2: one object of class {@code __torch__.Ops} whose only attribute is {@code training = False}. */
    private static final byte[] MODULE =
            "\u0080\u0002c__torch__\nOps\n)\u0081}X\u0008\u0000\u0000\u0000training\u0089sb."
                    .getBytes(StandardCharsets.ISO_8859_1);

    /** Pickle protocol 2: the empty tuple. */
    private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    private OpLibrary() {}

    /** The archive, as {@code torch::jit::load} reads it. */
    static InputStream open() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", MODULE);
            store(zip, "code/__torch__.py", CODE.getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("ops/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
