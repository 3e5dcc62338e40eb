"""Files that are no photos, or no longer, or too much: made here, so that nobody ships a bomb."""

import struct
import zlib

from tests.factories.photos import CAMERA_FILES, picture_bytes

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
SVG_WITH_SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 500


def png_of_zeroes(width: int, height: int) -> bytes:
    """A black picture of any size as a PNG of a few kilobytes, written without ever holding it."""
    squeezer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    packed = b"".join(squeezer.compress(row) for _ in range(height)) + squeezer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def cut(data: bytes, share: float = 0.6) -> bytes:
    """The beginning of a file whose sending broke off."""
    return data[: int(len(data) * share)]


def camera_bytes(name: str) -> bytes:
    return (CAMERA_FILES / name).read_bytes()


NOISE = camera_bytes("iptc.jpg")

# What is sent, under which name.
REFUSED = {
    "a truncated JPEG": ("cat-cut.jpg", cut(NOISE)),
    "a phone's JPEG cut off after some rows": ("pixel.jpg", camera_bytes("ultrahdr.jpg")),
    "an MPO whose second picture is cut off": ("lap-the.mpo", cut(camera_bytes("fujifilm.mpo"), 0.9)),
    "a truncated PNG": ("cat-cut.png", cut(picture_bytes("PNG", size=(300, 300)))),
    "a truncated WebP": ("cat-cut.webp", cut(picture_bytes("WEBP", size=(300, 300)))),
    "a truncated HEIC": ("cat-cut.heic", cut(picture_bytes("HEIF", size=(300, 300)))),
    "a renamed program": ("chuong-trinh.jpg", PROGRAM),
    "a program": ("chuong-trinh.exe", PROGRAM),
    "an SVG": ("hinh.svg", SVG),
    "an SVG with a script": ("doc-hai.svg", SVG_WITH_SCRIPT),
    "an SVG that calls itself a photo": ("doc-hai.png", SVG_WITH_SCRIPT),
    "a file of 0 bytes": ("rong.jpg", b""),
    "a PNG that calls itself a JPEG": ("ten-sai.jpg", picture_bytes("PNG")),
    "a JPEG that calls itself an MPO": ("ten-sai.mpo", picture_bytes("JPEG")),
    "a GIF that calls itself a JPEG": ("ten-sai.jpeg", picture_bytes("GIF")),
    "a photo of 108 megapixels": ("qua-lon.png", png_of_zeroes(12_000, 9_000)),
    "a decompression bomb": ("bom.png", png_of_zeroes(30_000, 30_000)),
    "a picture without extension": ("anh", picture_bytes("JPEG")),
}
