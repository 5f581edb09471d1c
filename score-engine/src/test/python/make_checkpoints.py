"""Writes the small PyTorch checkpoints under src/test/resources/checkpoints.

Run with a Python that has torch: python make_checkpoints.py ../resources/checkpoints
"""

import collections
import os
import pickle
import sys
import zipfile

import torch

out = sys.argv[1]
os.makedirs(out, exist_ok=True)


def save(name, value, legacy=False):
    torch.save(value, os.path.join(out, name), _use_new_zipfile_serialization=not legacy)


def views():
    """Every kind of view, of every element type."""
    base = torch.arange(24, dtype=torch.float32)
    matrix = base.reshape(4, 6)
    return {
        "base": base,
        "transposed": matrix.t(),
        "part": matrix[1:3, 2:5],
        "every_second": base[1::2],
        "permuted": base.reshape(2, 3, 4).permute(2, 0, 1),
        "shared": base[20:],
        "scalar": torch.tensor(1.5),
        "none": torch.zeros(0, 3),
        "one_column": matrix[:, 3:4],
        "half": torch.tensor([1.0, -2.5, 65504.0, 5.960464477539063e-08, float("inf")], dtype=torch.float16),
        "bfloat": torch.tensor([1.0, -2.5, 3.3895313892515355e38], dtype=torch.bfloat16),
        "double": torch.tensor([0.1, -1e300], dtype=torch.float64),
        "long": torch.tensor([2**40, -1]),
        "int": torch.tensor([7, -7], dtype=torch.int32),
        "short": torch.tensor([300], dtype=torch.int16),
        "char": torch.tensor([-3], dtype=torch.int8),
        "byte": torch.tensor([200], dtype=torch.uint8),
        "bool": torch.tensor([True, False]),
        "parameter": torch.nn.Parameter(torch.tensor([4.0, 5.0])),
    }


save("views.pth", views())
save("views_legacy.pth", views(), legacy=True)

wrapped = collections.OrderedDict(("module." + k, v) for k, v in views().items() if k in ("base", "part"))
save("lightning.pth", {"state_dict": wrapped, "epoch": 3, "hyper_parameters": {"lr": 0.1, "size": torch.Size([1, 2])}})
for protocol in (2, 3, 4, 5):
    torch.save({"a": torch.arange(3.0)}, os.path.join(out, f"protocol{protocol}.pth"), pickle_protocol=protocol)


class Malicious:
    def __reduce__(self):
        return (os.system, ("true",))


save("malicious.pth", {"model": {"a": torch.zeros(1), "b": Malicious()}})
save("malicious_legacy.pth", {"model": {"a": torch.zeros(1), "b": Malicious()}}, legacy=True)
save("whole_module.pth", torch.nn.Linear(1, 1))
save("expanded.pth", {"a": torch.zeros(1).expand(1000, 1000)})
save("float8.pth", {"a": torch.zeros(2, dtype=torch.float8_e4m3fn)})
save("no_tensors.pth", {"epoch": 1, "name": "x"})
torch.jit.save(torch.jit.script(torch.nn.Linear(1, 1)), os.path.join(out, "torchscript.pt"))

# the same archive with another byte order, and compressed
with zipfile.ZipFile(os.path.join(out, "protocol2.pth")) as source:
    entries = [(i.filename, source.read(i)) for i in source.infolist()]
for name, method in (("big_endian.pth", zipfile.ZIP_STORED), ("compressed.pth", zipfile.ZIP_DEFLATED)):
    with zipfile.ZipFile(os.path.join(out, name), "w", method) as target:
        for entry, content in entries:
            if name == "big_endian.pth" and entry.endswith("byteorder"):
                content = b"big"
            target.writestr(zipfile.ZipInfo(entry), content, compress_type=method)

with open(os.path.join(out, "plain_pickle.pkl"), "wb") as target:
    pickle.dump({"a": 1}, target, protocol=2)
