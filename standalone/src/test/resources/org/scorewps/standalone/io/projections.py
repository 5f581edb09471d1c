"""Writes small TIFF files whose CRSs have no code and prints where GDAL sees their middle: name, longitude, latitude."""
import os
import sys

from osgeo import gdal, osr

gdal.UseExceptions()
osr.UseExceptions()
FOLDER = sys.argv[1]
WIDTH, HEIGHT = 96, 64
PROJECTIONS = {
    "polar_north": ("+proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +datum=WGS84", -40, 75),
    "polar_south": ("+proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=10 +x_0=1000 +y_0=2000 +datum=WGS84", 60, -75),
    "polar_scale": ("+proj=stere +lat_0=90 +k_0=0.994 +lon_0=0 +x_0=2000000 +y_0=2000000 +datum=WGS84", 10, 85),
    "equidistant": ("+proj=eqc +lat_ts=40 +lon_0=10 +datum=WGS84", 12, 50),
    "plate_carree": ("+proj=eqc +lon_0=10 +datum=WGS84", 12, 50),
    "shifted": ("+proj=tmerc +lon_0=15 +k=0.9996 +x_0=500000 +ellps=bessel"
                " +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7", 14, 51),
    "shifted_by_three": ("+proj=utm +zone=30 +ellps=intl +towgs84=-87,-98,-121", -3, 40),
    "shifted_degrees": ("+proj=longlat +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7", 14, 51),
    "shifted_equidistant": ("+proj=eqc +lat_ts=40 +lon_0=10 +ellps=intl +towgs84=-87,-98,-121", 12, 50),
    "transverse": ("+proj=tmerc +lon_0=15 +k=0.9996 +x_0=500000 +datum=WGS84", 14, 51),
    "azimuthal": ("+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +datum=WGS84", 12, 50),
    "conic": ("+proj=lcc +lat_1=45 +lat_2=55 +lat_0=50 +lon_0=12 +datum=WGS84", 13, 50),
    "conic_tangent": ("+proj=lcc +lat_1=50 +lat_0=50 +lon_0=12 +k_0=0.9998 +x_0=100 +datum=WGS84", 13, 50),
    "albers": ("+proj=aea +lat_1=29.5 +lat_2=45.5 +lat_0=23 +lon_0=-96 +datum=WGS84", -95, 40),
    "mercator": ("+proj=merc +lat_ts=40 +lon_0=10 +datum=WGS84", 12, 50),
}


def reference(text):
    found = osr.SpatialReference()
    found.SetFromUserInput(text)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


for name, (text, longitude, latitude) in PROJECTIONS.items():
    there, world = reference(text), reference("EPSG:4326")
    x, y, _ = osr.CoordinateTransformation(world, there).TransformPoint(longitude, latitude)
    step = 1e-5 if there.IsGeographic() else 1
    for version in ("1.0", "1.1"):
        file = f"{name}_{version[-1]}.tif"
        path = os.path.join(FOLDER, file)
        made = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, 3, gdal.GDT_Byte, ["GEOTIFF_VERSION=" + version])
        made.SetGeoTransform((x, step, 0, y, 0, -step))
        made.SetSpatialRef(there)
        made = None
        read = gdal.Open(path)
        crs = read.GetSpatialRef()
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        middle = gdal.ApplyGeoTransform(read.GetGeoTransform(), WIDTH / 2, HEIGHT / 2)
        print(file, *osr.CoordinateTransformation(crs, world).TransformPoint(*middle)[:2])
