"""Writes small rasters with all kinds of metadata into a folder and prints what GDAL reads of each, a JSON line each."""
import json
import math
import os
import struct
import sys

from osgeo import gdal, osr

gdal.UseExceptions()
osr.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
FOLDER = sys.argv[1]
WIDTH, HEIGHT = 96, 64
GRID = (600100, 1, 0, 5000200, 0, -1)


def srs(code):
    found = osr.SpatialReference()
    found.ImportFromEPSG(code)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


class Raster:
    def __init__(self, name, bands=1, kind="Byte", options=(), grid=None, code=None, points=None, point=False):
        self.path = os.path.join(FOLDER, name + ".tif")
        made = gdal.GetDriverByName("GTiff").Create(
            self.path, WIDTH, HEIGHT, bands, gdal.GetDataTypeByName(kind), list(options))
        if point:
            made.SetMetadataItem("AREA_OR_POINT", "Point")
        if points:
            made.SetGCPs(points, srs(code).ExportToWkt() if code else "")
        else:
            if grid:
                made.SetGeoTransform(grid)
            if code:
                made.SetProjection(srs(code).ExportToWkt())
        self.made = made

    def band(self, number):
        return self.made.GetRasterBand(number)

    def close(self):
        self.made = None
        if os.path.exists(self.path + ".aux.xml"):
            os.remove(self.path + ".aux.xml")
        return self

    def beside(self, ending, text):
        with open(self.path[:-4] + ending, "w", encoding="utf-8") as file:
            file.write(text)
        return self

    def world(self, ending=".tfw"):
        return self.beside(ending, "2\n0.25\n0.5\n-2\n600301\n5000399\n")

    def tab(self, system='CoordSys Earth Projection 8, 74, "m", -117, 0, 0.9996, 500000, 0', points=None):
        points = points or [(600500, 5000600, 0, 0), (600788, 5000600, 96, 0), (600500, 5000408, 0, 64)]
        lines = ",\n".join(f'  ({x},{y}) ({c},{r}) Label "Pt"' for x, y, c, r in points)
        return self.beside(".tab", '!table\n!version 300\n!charset WindowsLatin1\n\nDefinition Table\n  File "a.tif"\n'
                           f'  Type "RASTER"\n{lines}\n  {system}\n  Units "m"\n')

    def pam(self, text):
        return self.beside(".tif.aux.xml", f"<PAMDataset>{text}</PAMDataset>")

    def nodata(self, text):
        """Puts a text into the tag that is there."""
        with open(self.path, "rb") as file:
            data = bytearray(file.read())
        directory = struct.unpack("<I", data[4:8])[0]
        for i in range(struct.unpack("<H", data[directory:directory + 2])[0]):
            entry = directory + 2 + 12 * i
            if struct.unpack("<H", data[entry:entry + 2])[0] == 42113:
                chars = text.encode() + b"\0"
                if len(chars) <= 4:
                    data[entry + 4:entry + 12] = struct.pack("<I", len(chars)) + chars.ljust(4, b"\0")
                else:
                    data[entry + 4:entry + 12] = struct.pack("<II", len(chars), len(data))
                    data += chars
        with open(self.path, "wb") as file:
            file.write(data)
        return self

    def tell(self, beside=False):
        """beside: whether the CRS is said by a file beside the raster."""
        seen = gdal.Open(self.path)
        grid = seen.GetGeoTransform(can_return_null=True)
        where = seen.GetSpatialRef() or seen.GetGCPSpatialRef()
        if grid is None and seen.GetGCPCount():
            grid = gdal.GCPsToGeoTransform(seen.GetGCPs())
        bands = [seen.GetRasterBand(i + 1) for i in range(seen.RasterCount)]
        print(json.dumps({
            "file": os.path.basename(self.path),
            "grid": grid,
            "degrees": degrees(grid, where) if beside and grid and where else None,
            "nodata": [number(band.GetNoDataValue()) for band in bands],
            "descriptions": [band.GetDescription() for band in bands],
            "shown": [gdal.GetColorInterpretationName(band.GetColorInterpretation()) for band in bands],
        }))


def number(value):
    return None if value is None else "NaN" if math.isnan(value) else repr(float(value))


def degrees(grid, where):
    """The middle of the raster on its own datum: longitude and latitude."""
    where = where.Clone()
    where.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    place = gdal.ApplyGeoTransform(grid, WIDTH / 2, HEIGHT / 2)
    if where.IsGeographic():
        return list(place)
    base = where.CloneGeogCS()
    base.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return list(osr.CoordinateTransformation(where, base).TransformPoint(*place)[:2])


def place(code=None, grid="600400.0,  4,  0.5, 5000500.0,  0.25, -4", points=""):
    system = f"<SRS>{srs(code).ExportToWkt()}</SRS>" if code else ""
    return system + (f"<GeoTransform>{grid}</GeoTransform>" if grid else "") + points


def control(offset=0.0, first=0):
    grid = [(0, 0), (96, 0), (0, 64), (96, 64), (40, 30)]
    points = [gdal.GCP(600100 + c, 5000200 - r, 0, c, r) for c, r in grid]
    points[-1].GCPX += offset
    return points[first:]


GCPS = ('<GCPList Projection="EPSG:32631"><GCP Id="1" Pixel="0" Line="0" X="600001" Y="5000002"/><GCP Id="2" Pixel="96" '
        'Line="0" X="600097" Y="5000002"/><GCP Id="3" Pixel="0" Line="64" X="600001" Y="4999938"/></GCPList>')

# where it is
Raster("tags", grid=GRID, code=32633).close().tell()
Raster("tags_rotated", grid=(600100, 1, 0.5, 5000200, 0.25, -1), code=32633).close().tell()
Raster("tags_point", grid=GRID, code=32633, point=True).close().tell()
Raster("tags_point_rotated", grid=(600100, 1, 0.5, 5000200, 0.25, -1), code=32633, point=True).close().tell()
Raster("tags_south_up", grid=(600100, 1, 0, 5000200, 0, 1), code=32633).close().tell()
Raster("tags_world", grid=GRID, code=32633).close().world().tell()
Raster("tags_tab", grid=GRID, code=32633).close().tab().tell()
Raster("tags_pam", grid=GRID, code=32633).close().pam(place(32632)).tell(True)
Raster("tags_pam_crs", grid=GRID, code=32633).close().pam(place(32632, grid="")).tell(True)
Raster("tags_pam_grid", grid=GRID, code=32633).close().pam(place()).tell()
Raster("tags_pam_points", grid=GRID, code=32633).close().pam(GCPS).tell(True)
Raster("point_pam", grid=GRID, code=32633, point=True).close().pam(place()).tell()
Raster("grid_tab", grid=GRID).close().tab().tell()
Raster("crs_tab", code=32633).close().tab().tell(True)
Raster("crs_world", code=32633).close().world().tell()
Raster("world").close().world().tell()
Raster("world_capitals").close().world(".TFW").tell()
Raster("world_long").close().world(".tifw").tell()
Raster("world_wld").close().world(".wld").tell()
Raster("world_comma").close().beside(".tfw", "2,5\n0\n0\n-2,5\n600301,5\n5000399\n\n").tell()
Raster("world_short").close().beside(".tfw", "2\n0\n0\n-2\n600301\n").tell()
Raster("tab_world").close().tab().world().tell(True)
Raster("tab_pam").close().tab().pam(place(32632)).tell(True)
Raster("tab_pam_crs").close().tab().pam(place(32632, grid="")).tell(True)
Raster("tab_pam_grid").close().tab().pam(place()).tell(True)
Raster("pam").close().pam(place(4326, "10, 0.001, 0, 50, 0, -0.001")).tell(True)
Raster("pam_points").close().pam(GCPS).tell(True)
Raster("pam_points_grid").close().pam(place(points=GCPS)).tell(True)
Raster("pam_points_world").close().world().pam(GCPS).tell(True)
Raster("points", points=control(), code=32633).close().tell()
Raster("points_near", points=control(0.4), code=32633).close().tell()
Raster("points_pixel_is_point", points=control(), code=32633, point=True).close().tell()
Raster("points_world", points=control(), code=32633).close().world().tell()
Raster("points_tab", points=control(), code=32633).close().tab().tell(True)
Raster("points_pam", points=control(), code=32633).close().pam(place(32632)).tell(True)
Raster("points_pam_points", points=control(), code=32633).close().pam(GCPS).tell(True)
Raster("nowhere").close().tell()
Raster("points_two_tab").close().tab(points=[(600500, 5000600, 0, 0), (600788, 5000408, 96, 64)]).tell(True)
Raster("points_off_tab").close().tab(points=[(600500, 5000600, 0, 0), (600788, 5000600, 96, 0),
                                             (600500, 5000408, 0, 64), (600788, 5000411, 96, 64)]).tell(True)
SYSTEMS = [
    'Earth Projection 8, 104, "m", 15, 0, 0.9996, 500000, 0', 'Earth Projection 8, 104, 7, 15, 0, 0.9996, 500000',
    'Earth Projection 8, 104, "m", 15, 0, 0.9996, 500000, 10000000 Bounds (0, 0) (1, 1)',
    'Earth Projection 3, 74, "survey ft", -84, 33, 34, 35, 2000000, 0', 'Earth Projection 8, 117, "m", 173, 0, 0.9996, 1600000, 0',
    'Earth Projection 8, 79, "m", -2, 49, 0.9996012717, 400000, -100000', 'Earth Projection 10, 157, "m", 0',
    'Earth Projection 31, 109, "m", 5.387638889, 52.156160556, 0.9999079, 155000, 463000',
    'Earth Projection 8, 1000, "m", 9, 0, 1, 3500000, 0', 'Earth Projection 26, 104, "m", 10, 52',
    'Earth Projection 9, 74, "m", -96, 23, 29.5, 45.5, 0, 0', 'Earth Projection 29, 115, "m", 10, 52, 90',
    'Earth Projection 10, 104, "m", 0', 'Earth Projection 30, 79, "m", 1, 48, 300, 400', 'Earth Projection 8, 28, "m", 9, 0, 0.9996, 500000, 0',
]
for i, system in enumerate(SYSTEMS):
    near = {3: (2000500, 700), 4: (1600500, 5000600), 5: (500500, 300700), 7: (155500, 463700), 8: (3500900, 5500700), 11: (9000, 7000), 13: (1300, 2400)}.get(i, (600500, 5000600))
    Raster(f"system_{i}").close().tab("CoordSys " + system, [
        (near[0], near[1], 0, 0), (near[0] + 288, near[1], 96, 0), (near[0], near[1] - 192, 0, 64)]).tell(True)
Raster("system_degrees").close().tab("CoordSys Earth Projection 1, 104", [
    (10, 50, 0, 0), (10.96, 50, 96, 0), (10, 49.36, 0, 64)]).tell(True)

NUMBERS = '<{0} xsi:type="typens:ArrayOfDouble">{1}</{0}>'
for i, rows in enumerate([(0, 0, -64), (0, 0, 64)]):
    pixels = [0, rows[0], 96, rows[1], 0, rows[2]]
    ground = [600001, 5000002, 600097, 5000002, 600001, 4999938]
    esri = ('<Metadata domain="xml:ESRI" format="xml"><GeodataXform xsi:type="typens:PolynomialXform" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:typens="http://www.esri.com/schemas/ArcGIS/10.3">'
            '<PolynomialOrder>1</PolynomialOrder><SpatialReference xsi:type="typens:ProjectedCoordinateSystem"><WKT>'
            + srs(32632).ExportToWkt(["FORMAT=WKT1_ESRI"]) + "</WKT><WKID>32632</WKID></SpatialReference>"
            + NUMBERS.format("SourceGCPs", "".join(f"<Double>{n}</Double>" for n in pixels))
            + NUMBERS.format("TargetGCPs", "".join(f"<Double>{n}</Double>" for n in ground)) + "</GeodataXform></Metadata>")
    Raster(f"esri_points_{i}").close().pam(esri).tell(True)
    Raster(f"esri_points_tags_{i}", grid=GRID, code=32633).close().pam(esri).tell(True)
    Raster(f"esri_points_pam_{i}").close().pam(esri + place(32631)).tell(True)
Raster("pam_no_xml", grid=GRID, code=32633).close().beside(".tif.aux.xml", "<PAMDataset><SRS>").tell()
Raster("pam_ampersand", grid=GRID, code=32633).close().pam('<Metadata><MDI key="a">R & D</MDI></Metadata>' + place(32632)).tell(True)
Raster("world_first_capital").close().world(".Tfw").tell()

# nodata
TEXTS = ["-3,4028230607370965e+038", "-1.#IND", "1.#QNAN", "-1.#INF", "1.#SNAN", "nan", "-NaN", "inf", "-Infinity", "", "  ",
         " 7 ", "7abc", "abc", "0x10", "1e400", "-9999", "256", "1.5", "-0.5", "1e-400", "+7", "7e", "1,5", "none", ".5",
         "1e3", "nan(ind)", "1 000", "-3.40282e+38", "4294967295", "-9223372036854775808"]
for kind in ("Byte", "Int16", "UInt32", "Float64"):
    for i, text in enumerate(TEXTS):
        raster = Raster(f"nodata_{kind}_{i}", kind=kind)
        raster.band(1).SetNoDataValue(77)
        raster.close().nodata(text).tell()
for i, said in enumerate(["<NoDataValue>7</NoDataValue>", "<NoDataValue></NoDataValue>", "<NoDataValue>-1.#IND</NoDataValue>",
                          "<NoDataValue>7,5</NoDataValue>", '<NoDataValue le_hex_equiv="0000000000001440">7</NoDataValue>',
                          "<Description>a &amp; b &lt; &#233;</Description>", "<!-- nothing --><Metadata><MDI key='a'>b</MDI></Metadata>"]):
    raster = Raster(f"nodata_pam_{i}", bands=2)
    raster.band(1).SetNoDataValue(1)
    raster.close().pam(f'<PAMRasterBand band="2">{said}</PAMRasterBand>').tell()

# bands
for kind in ("Byte", "UInt16"):
    for count in range(1, 7):
        Raster(f"bands_{kind}_{count}", count, kind).close().tell()
        Raster(f"bands_{kind}_{count}_alpha", count, kind, ["ALPHA=YES"]).close().tell()
        if count >= 3:
            Raster(f"bands_{kind}_{count}_rgb", count, kind, ["PHOTOMETRIC=RGB", "ALPHA=NO"]).close().tell()
            Raster(f"bands_{kind}_{count}_grey", count, kind, ["PHOTOMETRIC=MINISBLACK"]).close().tell()
        if count >= 4:
            raster = Raster(f"bands_{kind}_{count}_bgr", count, kind)
            for i, shown in enumerate([gdal.GCI_BlueBand, gdal.GCI_GreenBand, gdal.GCI_RedBand, gdal.GCI_Undefined]):
                raster.band(i + 1).SetColorInterpretation(shown)
                raster.band(i + 1).SetDescription(["Blau & <1>", "Grün", "rouge", "NIR"][i])
            raster.band(count).SetColorInterpretation(gdal.GCI_AlphaBand)
            raster.close().tell()
Raster("bands_ycbcr", 3, "Byte", ["COMPRESS=JPEG", "PHOTOMETRIC=YCBCR"]).close().tell()
Raster("bands_pam", 3).close().pam('<PAMRasterBand band="1"><ColorInterp>Blue</ColorInterp></PAMRasterBand>'
                                   '<PAMRasterBand band="3"><ColorInterp>Red</ColorInterp></PAMRasterBand>').tell()
