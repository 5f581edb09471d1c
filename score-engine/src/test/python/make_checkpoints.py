"""Writes the small PyTorch checkpoints under src/test/resources/checkpoints.

Run with a Python that has torch and numpy: python make_checkpoints.py ../resources/checkpoints
"""

import argparse
import collections
import datetime
import decimal
import fractions
import os
import pathlib
import pickle
import random
import sys
import types
import typing
import uuid
import zipfile

import numpy
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


# what training programs keep beside the weights; classes that torch's users have and this computer may not are made here
def stand_in(module, name, base=dict):
    made = type(name, (base,), {"__module__": module})
    parts = module.split(".")
    for i in range(1, len(parts) + 1):
        sys.modules.setdefault(".".join(parts[:i]), types.ModuleType(".".join(parts[:i])))
    setattr(sys.modules[module], name, made)
    return made


def beside():
    config = stand_in("yacs.config", "CfgNode")(MODEL={"DEPTH": [1, 2]}, OUT="x")
    config.__dict__["__immutable__"] = True
    detectron = stand_in("detectron2.config.config", "CfgNode")(VERSION=2)
    omega = stand_in("omegaconf.dictconfig", "DictConfig", object)()
    node = stand_in("omegaconf.nodes", "AnyNode", object)()
    node.__dict__.update(_val=1, _parent=omega)
    omega.__dict__.update(_content={"a": node}, _parent=None, _metadata=typing.Any)
    return {
        "numpy_scalars": [numpy.float64(0.25), numpy.float32(1), numpy.int64(3), numpy.bool_(True)],
        "numpy_array": numpy.asfortranarray(numpy.ones((2, 3), numpy.float32)),
        "numpy_texts": numpy.array(["a", "bc"]),
        "numpy_objects": numpy.array([None, "x"], dtype=object),
        "numpy_types": [numpy.dtype("float32"), numpy.float32, numpy.datetime64("2020-01-01")],
        "random": [numpy.random.get_state(), numpy.random.default_rng(1), random.getstate(), torch.get_rng_state()],
        "args": argparse.Namespace(lr=0.1, device=torch.device("cuda:0"), more=types.SimpleNamespace(a=1)),
        "history": collections.defaultdict(list, {"loss": [1.0, 2.0]}),
        "nested": collections.defaultdict(dict, {1: collections.defaultdict(float)}),
        "counts": collections.Counter("aab"),
        "recent": collections.deque([1, 2], 3),
        "sets": [{1, 2}, frozenset({3}), range(3), slice(1, 2), ..., 1j, b"ab\xff", bytearray(b"ab"), 10**60],
        "torch": [torch.Size([1, 2]), torch.device("cpu"), torch.float32, torch.complex64, torch.strided],
        "keys": {(1, 2): 3, torch.float16: 4, pathlib.PurePosixPath("a/b"): 5, None: 6},
        "times": [datetime.datetime(2020, 1, 1), datetime.date(2020, 1, 1), datetime.timedelta(1), datetime.timezone.utc],
        "others": [pathlib.PurePosixPath("a/b"), decimal.Decimal("1.5"), fractions.Fraction(1, 2), uuid.UUID(int=7)],
        "configs": [config, detectron, omega],
    }


for protocol in (2, 4, 5):
    torch.save(
        {"model": {"a": torch.arange(3.0), "metric": numpy.float64(0.5)}, **beside()},
        os.path.join(out, f"beside{protocol}.pth"),
        pickle_protocol=protocol,
    )
save("beside_legacy.pth", {"model": {"a": torch.arange(3.0)}, **beside()}, legacy=True)

# wrappers around names, and places of the state dict
compiled = {"module._orig_mod.a.b": torch.arange(3.0), "module._orig_mod.c._orig_mod.d": torch.zeros(1)}
save("compiled.pth", collections.defaultdict(dict, {"epoch": 1, "state_dict": compiled}))
save("within.pth", {"model": {"name": "x", "state_dict": {"model.a": torch.arange(3.0), "model.b": torch.zeros(1)}}})
save("two_of_a_name.pth", {"_orig_mod.a": torch.zeros(1), "a": torch.zeros(1)})
save("buffers.pth", {"a": torch.nn.Buffer(torch.arange(3.0)), "b": torch.nn.Parameter(torch.zeros(1))})
save("numpy_weights.pth", {"model": {"a.weight": numpy.zeros(3, numpy.float32), "a.bias": numpy.zeros(1)}})


class Getter:
    def __reduce__(self):
        return (getattr, (dict, "copy"))


save("getter.pth", {"a": torch.zeros(1), "args": argparse.Namespace(a=Getter())})
