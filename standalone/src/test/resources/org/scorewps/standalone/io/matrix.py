"""Writes TIFF files of all kinds with GDAL, and what GDAL reads from them.

matrix.py FOLDER PART PARTS writes a part of the files to FOLDER/*.tif, beside them FOLDER/indexPART.txt (a line a file: its
name, what it is, its bands, which pixels are valid, then size and samples of the image and of each overview) and
FOLDER/valuesPART.bin (compressed samples). Kinds that GDAL doesn't write or read are left out and counted.
"""

import itertools
import os
import random
import sys
import zlib

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
gdal.SetCacheMax(64 << 20)

WIDTH, HEIGHT = 45, 37
TYPES = {
    "Byte": (gdal.GDT_Byte, np.uint8),
    "Int8": (gdal.GDT_Byte, np.uint8),
    "UInt16": (gdal.GDT_UInt16, np.uint16),
    "Int16": (gdal.GDT_Int16, np.int16),
    "UInt32": (gdal.GDT_UInt32, np.uint32),
    "Int32": (gdal.GDT_Int32, np.int32),
    "UInt64": (gdal.GDT_UInt64, np.uint64),
    "Int64": (gdal.GDT_Int64, np.int64),
    "Float32": (gdal.GDT_Float32, np.float32),
    "Float64": (gdal.GDT_Float64, np.float64),
    "CInt16": (gdal.GDT_CInt16, np.complex64),
    "CFloat32": (gdal.GDT_CFloat32, np.complex64),
}
SRS = osr.SpatialReference()
SRS.ImportFromEPSG(32633)


def image(seed, bands, sample, nbits):
    """Smooth ground with noise, and values at both ends of the type."""
    random_numbers = np.random.default_rng(seed)
    kind = TYPES[sample][1]
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    base = np.stack([(np.sin(columns / (5 + b)) + np.cos(rows / (7 + b)) + 2) / 4 for b in range(bands)])
    base = np.clip(base + random_numbers.normal(0, 0.03, base.shape), 0, 1)
    if np.issubdtype(kind, np.complexfloating):
        return (base * 100 + 1j * base).astype(kind)
    if np.issubdtype(kind, np.floating):
        return (base * 2000 - 700).astype(kind)
    if nbits:
        largest = (1 << nbits) - 1
        return np.round(base * largest).astype(kind)
    info = np.iinfo(kind)
    # 53 bits are what a double holds
    low, high = max(info.min, -(1 << 52)), min(info.max, 1 << 52)
    return np.clip(np.round(low + base * (float(high) - float(low))), low, high).astype(kind)


def holes(pixels, case):
    """Nodata in all bands and in the first one alone; an alpha band that cuts out a part."""
    if case["nodata"] is not None:
        pixels[:, 20:26, 10:20] = case["nodata"]
        pixels[0, 28:32, :] = case["nodata"]
    if case["mask"] == "alpha":
        pixels[-1] = np.iinfo(pixels.dtype).max
        pixels[-1, 22:30, 5:25] = 0
    return pixels


def create(path, pixels, options, case):
    bands = pixels.shape[0]
    dataset = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, bands, TYPES[case["sample"]][0], options)
    dataset.SetGeoTransform((500000, 1, 0, 5000000, 0, -1))
    dataset.SetProjection(SRS.ExportToWkt())
    if case["nodata"] is not None:
        for band in range(bands):
            dataset.GetRasterBand(band + 1).SetNoDataValue(case["nodata"])
    if case["palette"]:
        table = gdal.ColorTable()
        for i in range(256 if not case["nbits"] else 1 << case["nbits"]):
            table.SetColorEntry(i, (i, 255 - i, i // 2, 255))
        dataset.GetRasterBand(1).SetColorTable(table)
    if case["mask"] in ("internal", "external"):
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES" if case["mask"] == "internal" else "NO")
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    top = HEIGHT // 2 if case["sparse"] else 0
    for band in range(bands):
        if case["sparse"]:
            dataset.GetRasterBand(band + 1).WriteArray(pixels[band, top:], 0, top)
        else:
            dataset.GetRasterBand(band + 1).WriteArray(pixels[band])
    if case["mask"] in ("internal", "external"):
        rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
        mask = np.where((rows - 15) ** 2 + (columns - 20) ** 2 < 200, 255, 0).astype(np.uint8)
        dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)
    dataset.FlushCache()
    dataset = None
    if case["overviews"]:
        dataset = gdal.Open(path, gdal.GA_Update if case["overviews"] == "internal" else gdal.GA_ReadOnly)
        gdal.SetConfigOption("COMPRESS_OVERVIEW", None if case["overviews"] == "internal" else "DEFLATE")
        dataset.BuildOverviews("NEAREST", [2, 4])
        dataset = None


def valid(dataset, bands, case):
    """What GDAL's masks say of pixels: a hole is where all of the first three bands have one.

    Bands that are alpha by their tags only, and hold a picture, are none.
    """
    shown = [dataset.GetRasterBand(b) for b in ((1, 2, 3) if bands >= 3 else (1,))]
    result = np.zeros((dataset.RasterYSize, dataset.RasterXSize), bool)
    for band in shown:
        alpha = band.GetMaskFlags() & gdal.GMF_ALPHA
        if alpha and case["mask"] != "alpha":
            result[:] = True
        else:
            # what is no number, or none that a float holds, is no picture either: GDAL writes such with predictor 3 and big ends
            with np.errstate(over="ignore"):
                number = np.isfinite(band.ReadAsArray().astype(np.float32))
            result |= (band.GetMaskBand().ReadAsArray() >= (128 if alpha else 1)) & number
    return result


def values(dataset, sample):
    """All bands, in the numbers that they mean."""
    pixels = dataset.ReadAsArray()
    if pixels.ndim == 2:
        pixels = pixels[None]
    if sample == "Int8":
        pixels = pixels.view(np.int8)
    return pixels


class Dump:
    def __init__(self, folder, part):
        self.index = open(os.path.join(folder, f"index{part}.txt"), "w")
        self.file = open(os.path.join(folder, f"values{part}.bin"), "wb")

    def block(self, array):
        array = np.ascontiguousarray(array)
        packed = zlib.compress(array.astype(array.dtype.newbyteorder("<")).tobytes(), 1)
        start = self.file.tell()
        self.file.write(packed)
        return f"{array.dtype.name}:{start}:{len(packed)}"

    def add(self, name, case, path):
        dataset = gdal.Open(path)
        bands = dataset.RasterCount
        complex_ = case["sample"].startswith("C")
        levels = []
        if not complex_:
            pixels = values(dataset, case["sample"])
            levels.append(f"{dataset.RasterXSize}:{dataset.RasterYSize}:{self.block(pixels)}")
            first = dataset.GetRasterBand(1)
            for level in range(first.GetOverviewCount()):
                overview = np.stack(
                    [dataset.GetRasterBand(b + 1).GetOverview(level).ReadAsArray() for b in range(bands)]
                )
                if case["sample"] == "Int8":
                    overview = overview.view(np.int8)
                levels.append(f"{overview.shape[2]}:{overview.shape[1]}:{self.block(overview)}")
            levels.insert(0, self.block(valid(dataset, bands, case).astype(np.uint8)))
        what = " ".join(f"{key}={value}" for key, value in case.items() if value not in (None, False))
        self.index.write("\t".join([name, what, str(bands)] + levels) + "\n")


NONE = dict(
    compress="NONE", predictor=None, sample="Byte", nbits=None, bands=3, interleave="PIXEL", layout="strips", sparse=False,
    nodata=None, mask=None, endian="LITTLE", bigtiff=False, overviews=None, palette=False, photometric=None, tables=None,
)
LAYOUTS = {
    "strips": {},
    "rows": {"BLOCKYSIZE": 1},
    "manystrips": {"BLOCKYSIZE": 5},
    "3strips": {"BLOCKYSIZE": 16},
    "onetile": {"TILED": "YES", "BLOCKXSIZE": 48, "BLOCKYSIZE": 48},
    "3tiles": {"TILED": "YES", "BLOCKXSIZE": 16, "BLOCKYSIZE": 48},
    "9tiles": {"TILED": "YES", "BLOCKXSIZE": 16, "BLOCKYSIZE": 16},
}


def options(case):
    given = {"COMPRESS": case["compress"], "INTERLEAVE": case["interleave"], "ENDIANNESS": case["endian"]}
    given.update(LAYOUTS[case["layout"]])
    for key, name in (("predictor", "PREDICTOR"), ("nbits", "NBITS"), ("photometric", "PHOTOMETRIC"), ("tables", "JPEGTABLESMODE")):
        if case[key] is not None:
            given[name] = case[key]
    if case["sample"] == "Int8":
        given["PIXELTYPE"] = "SIGNEDBYTE"
    if case["sparse"]:
        given["SPARSE_OK"] = "YES"
    if case["bigtiff"]:
        given["BIGTIFF"] = "YES"
    if case["mask"] == "alpha":
        given["ALPHA"] = "YES"
    return [f"{key}={value}" for key, value in given.items()]


CODECS = (
    [("NONE", None), ("PACKBITS", None)]
    + [(c, p) for c in ("LZW", "DEFLATE", "ZSTD") for p in (None, 2, 3)]
)
DEPTHS = (
    [(t, None) for t in TYPES if not t.startswith("C")]
    + [("Byte", n) for n in range(1, 8)]
    + [("UInt16", n) for n in range(9, 16)]
    + [("UInt32", n) for n in (17, 20, 24, 31)]
    + [("Float32", 16), ("Float32", 24)]
)


def cases():
    """The full product of what decodes pixels; what is independent of it goes round, each in its own steps."""
    chosen = random.Random(7)
    for (compress, predictor), (sample, nbits), interleave, layout in itertools.product(
        CODECS, DEPTHS, ("PIXEL", "BAND"), LAYOUTS
    ):
        floating = sample.startswith("Float")
        long_ = sample.endswith("64") and not floating
        if predictor == 3 and not floating or predictor == 2 and nbits or predictor and compress in ("NONE", "PACKBITS"):
            continue
        bands = chosen.choice([1, 2, 3, 3, 4, 5] if interleave == "PIXEL" else [3, 3, 2, 4])
        if bands == 4 and nbits == 1:
            bands = 3  # a fourth band of zeros and ones is alpha indeed
        palette = bands == 1 and sample in ("Byte", "UInt16") and chosen.random() < 0.3
        mask = chosen.choice([None, None, "internal", "external"] + (["alpha"] if bands in (2, 4) and not nbits and sample in ("Byte", "UInt16") else []))
        photometric = "RGB" if mask == "alpha" and bands == 4 and sample in ("Byte", "UInt16") else None
        nodata = chosen.choice([None, None, 0, 3]) if mask is None and not palette else None
        if floating and nodata == 3:
            nodata = chosen.choice([-9999, float("nan")])
        overviews = chosen.choice([None, None, "internal", "external"])
        if palette or (long_ and nodata is not None) or (sample == "Int8" and overviews == "external"):
            overviews = None  # GDAL 3.6 doesn't come to an end with nodata of 64 bits, and forgets the sign in .ovr
        yield dict(
            NONE, compress=compress, predictor=predictor, sample=sample, nbits=nbits, bands=bands, interleave=interleave,
            layout=layout, mask=mask, nodata=nodata, palette=palette, photometric=photometric,
            sparse=chosen.random() < 0.3, endian=chosen.choice(["LITTLE", "BIG"]), bigtiff=chosen.random() < 0.3,
            overviews=overviews,
        )
    for bands, photometric, interleave, layout, tables, sparse, nodata in itertools.product(
        (1, 3, 4), (None, "YCBCR", "RGB", "CMYK", "MINISWHITE"), ("PIXEL", "BAND"), ("strips", "9tiles", "onetile", "3strips"),
        (0, 1, 2, 3), (False, True), (None, 200),
    ):
        if photometric in ("YCBCR", "RGB") and bands != (3 if photometric == "YCBCR" else bands) or bands == 1 and photometric in ("RGB", "CMYK"):
            continue
        if photometric == "CMYK" and bands != 4 or photometric == "MINISWHITE" and bands != 1:
            continue
        mask = chosen.choice([None, "internal", "external"]) if nodata is None else None
        yield dict(
            NONE, compress="JPEG", bands=bands, photometric=photometric, interleave=interleave, layout=layout, tables=tables,
            sparse=sparse, nodata=nodata, mask=mask, endian=chosen.choice(["LITTLE", "BIG"]),
            bigtiff=chosen.random() < 0.3, overviews=chosen.choice([None, "internal"]),
        )
    for compress in ("CCITTRLE", "CCITTFAX3", "CCITTFAX4"):
        for layout, photometric, endian in itertools.product(LAYOUTS, (None, "MINISWHITE"), ("LITTLE", "BIG")):
            yield dict(NONE, compress=compress, nbits=1, bands=1, layout=layout, photometric=photometric, endian=endian)
    for compress in ("LERC", "LERC_DEFLATE", "LERC_ZSTD", "WEBP", "LZMA", "JXL"):
        yield dict(NONE, compress=compress)
    for sample in ("CInt16", "CFloat32"):
        yield dict(NONE, compress="DEFLATE", sample=sample)
    yield dict(NONE, compress="JPEG", sample="UInt16", nbits=12)


def main(folder, part, parts):
    dump = Dump(folder, part)
    written = refused = 0
    for number, case in enumerate(cases()):
        if number % parts != part:
            continue
        name = f"{number:05d}.tif"
        path = os.path.join(folder, name)
        try:
            create(path, holes(image(number % 7, case["bands"], case["sample"], case["nbits"]), case), options(case), case)
            dump.add(name, case, path)
            written += 1
        except RuntimeError as reason:
            print(case, reason, file=sys.stderr)
            refused += 1
    print(f"{written} files, {refused} kinds that GDAL doesn't write or read")


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
