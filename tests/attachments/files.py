"""Files of every kind, good and bad, made on the spot."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

PLACE = "Jalan Melati di depan pagar biru"
MAKER = "Kamera Contoh XR-7"
ORIENTATION, MADE_BY, GPS = 0x0112, 0x010F, 0x8825
TURNED_RIGHT = 6


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A picture whose left half differs from its right one."""
    made = Image.new(mode, (width, height), 0)
    made.paste(Image.new(mode, (width // 2, height), 255 if mode == "L" else "red"))
    return made


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes into a picture: which way up, by what, and where."""
    told = Image.Exif()
    told[ORIENTATION] = orientation
    told[MADE_BY] = MAKER
    where = told.get_ifd(GPS)
    where[1], where[2] = "N", (1.0, 28.0, 12.5)
    where[3], where[4] = "E", (102.0, 6.0, 44.1)
    return told


def photo(orientation: int = 1) -> bytes:
    return saved(picture(), "JPEG", exif=exif(orientation), comment=PLACE.encode())


def pdf(text: str = "Surat pengaduan", padding: int = 0) -> bytes:
    """A small PDF of one page."""
    body = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode() + b"\n% " + b"x" * padding
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, start)


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def movie(brand: bytes = b"isom", told: bytes = PLACE.encode()) -> bytes:
    """An MP4 that tells where it was made."""
    moov = box(b"mvhd", bytes(100)) + box(b"trak", box(b"tkhd", bytes(84)) + box(b"udta", told))
    return (
        box(b"ftyp", brand + b"\0\0\2\0" + brand)
        + box(b"moov", moov + box(b"udta", box(b"\xa9xyz", told)))
        + box(b"beam", told)
        + box(b"mdat", b"picture and sound" * 50)
    )


def page(body: bytes, flags: int = 0, number: int = 0) -> bytes:
    """One page of an Ogg file."""
    lengths = [255] * (len(body) // 255) + [len(body) % 255]
    head = b"OggS\0" + bytes([flags]) + bytes(12) + struct.pack("<I", number) + bytes(4)
    return head + bytes([len(lengths)]) + bytes(lengths) + body


def voice() -> bytes:
    """A message of the kind that a messenger sends."""
    return page(b"OpusHead\1\1" + bytes(9), 2) + page(b"OpusTags" + bytes(8)) + page(b"x" * 700, 4)


def zipped(name: str = "isi.txt", text: bytes = b"tersembunyi") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, text)
    return file.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, packed: bytes) -> bytes:
    """A PNG that says to be so large, whatever lies in it."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", packed) + png_chunk(b"IEND", b"")


def bomb(side: int = 60_000) -> bytes:
    """A few bytes that would be drawn as gigabytes."""
    return png_of(side, side, zlib.compress(bytes(1_000_000), 9))
