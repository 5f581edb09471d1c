"""Writes the small JPEGs of four components under src/test/resources/pictures.

Run with a Python that has Pillow and numpy: python make_pictures.py ../resources/pictures
"""

import io
import os
import sys

import numpy
from PIL import Image

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
rgb = numpy.zeros((16, 24, 3), numpy.uint8)
rgb[:, :8] = (200, 30, 40)
rgb[:, 8:16] = (20, 160, 60)
rgb[:8, 16:] = (250, 250, 250)


def jpeg(planes):
    """A JPEG of four components that hold these values; Pillow stores the complement, with Adobe's segment."""
    buffer = io.BytesIO()
    Image.fromarray((255 - planes).astype(numpy.uint8), "CMYK").save(buffer, "JPEG", quality=97)
    return bytearray(buffer.getvalue())


def save(name, data):
    with open(os.path.join(out, name), "wb") as file:
        file.write(data)


# Adobe's: 255 is no ink. Half of the dark is left to the black ink
black = 255 - (255 - rgb.max(axis=2).astype(int)) // 2
light = numpy.dstack([numpy.clip(rgb * 255.0 / numpy.maximum(black, 1)[..., None], 0, 255).round(), black])
save("cmyk_adobe.jpg", jpeg(light))

# the same without Adobe's segment: GDAL and Pillow read these alike
plain = jpeg(light)
at = plain.find(b"\xff\xee")
del plain[at : at + 2 + int.from_bytes(plain[at + 2 : at + 4], "big")]
save("cmyk_plain.jpg", plain)

# Adobe's with the complements of the first three as YCbCr, which is what libjpeg reads
ycc = numpy.array(Image.fromarray((255 - light[..., :3]).astype(numpy.uint8)).convert("YCbCr"))
ycck = jpeg(numpy.dstack([ycc, black]))
ycck[ycck.find(b"Adobe") + 11] = 2
save("ycck.jpg", ycck)

for name in ("cmyk_adobe.jpg", "ycck.jpg", "cmyk_plain.jpg"):
    seen = numpy.array(Image.open(os.path.join(out, name)).convert("RGB"))
    print(name, seen[4, 4], seen[4, 12], seen[4, 20], seen[12, 20])
