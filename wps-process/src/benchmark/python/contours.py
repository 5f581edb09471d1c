"""Polygonizes the label rasters that ContourBenchmark.java left in a folder, with GDAL, and simplifies the polygons.
Only GDAL's own work is timed, in processor time: not the process's start, nor upsampling, reading and writing.

For each scene and tolerance writes a file of records: label (int32), length (int32), well-known binary.
"""

import pathlib
import statistics
import struct
import sys
import time

import numpy
from osgeo import gdal, ogr

gdal.UseExceptions()
ROUNDS = 3
TOLERANCES = [0, 0.75, 1, 1.5]


def polygonize(labels):
    """Features by label, and the seconds that GDAL took."""
    height, width = labels.shape
    raster = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Int32)
    raster.SetGeoTransform([0, 1, 0, 0, 0, 1])
    band = raster.GetRasterBand(1)
    band.WriteArray(labels)
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("polygons", geom_type=ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("label", ogr.OFTInteger))
    start = time.process_time()
    gdal.Polygonize(band, band, layer, 0)  # its own mask: 0 is the background
    seconds = time.process_time() - start
    return [(feature.GetField(0), feature.GetGeometryRef().Clone()) for feature in layer], seconds


def simplify(polygons, tolerance):
    start = time.process_time()
    simplified = [(label, shape.SimplifyPreserveTopology(tolerance)) for label, shape in polygons]
    return simplified, time.process_time() - start


def main(folder):
    seconds = {tolerance: [] for tolerance in TOLERANCES}
    for path in sorted(folder.glob("*.labels")):
        raw = path.read_bytes()
        side = struct.unpack(">i", raw[:4])[0]
        labels = numpy.frombuffer(raw[4:], dtype=">i4").reshape(side, side).astype("int32")
        rounds = [polygonize(labels) for _ in range(ROUNDS)]
        tracing = statistics.median(taken for _, taken in rounds)
        polygons = rounds[0][0]
        for tolerance in TOLERANCES:
            if tolerance == 0:
                simplified, further = polygons, 0
            else:
                tried = [simplify(polygons, tolerance) for _ in range(ROUNDS)]
                simplified, further = tried[0][0], statistics.median(taken for _, taken in tried)
            seconds[tolerance].append(tracing + further)
            with open(folder / f"{path.stem}.gdal-{tolerance}", "wb") as out:
                for label, shape in simplified:
                    binary = bytes(shape.ExportToWkb(ogr.wkbXDR))
                    out.write(struct.pack(">ii", label, len(binary)) + binary)
    for tolerance, taken in seconds.items():
        (folder / f"seconds.gdal-{tolerance}").write_text(str(statistics.mean(taken)))


main(pathlib.Path(sys.argv[1]))
