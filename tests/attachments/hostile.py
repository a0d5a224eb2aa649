"""Sixty files and more that nobody should have sent, each with what must become of it."""

import io
import struct
import zlib
from collections.abc import Iterator

from tests.attachments import files

TYPE, BROKEN, LARGE = "attachment_type_refused", "attachment_broken", "picture_too_large"
CLEAN = "clean"
"""Taken, and without the mark that was hidden in it."""
MARK = b"MUATAN-TERSEMBUNYI-7731"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*" + MARK
SCRIPT = b"<script>alert(1)</script>" + MARK

Hostile = tuple[str, bytes, frozenset[str]]


def refused(name: str, data: bytes, *codes: str) -> Hostile:
    return name, data, frozenset(codes)


def hostile() -> list[Hostile]:
    """Every one of them."""
    return [*_others(), *_disguised(), *_cut(), *_bombs(), *_polyglots(), *_bent()]


def _others() -> Iterator[Hostile]:
    heads = {
        "eicar": EICAR,
        "html": b"<!DOCTYPE html><html><body>" + SCRIPT,
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>',
        "svg with an xml head": b'<?xml version="1.0"?><svg onload="x"/>',
        "xml entity bomb": b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        "xxe": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "exe": b"MZ\x90\0" + bytes(200),
        "elf": b"\x7fELF\2\1\1" + bytes(200),
        "mach-o": b"\xcf\xfa\xed\xfe" + bytes(200),
        "shell script": b"#!/bin/sh\nrm -rf /\n",
        "python": b"import os\n",
        "javascript": b"alert(1)//",
        "batch": b"@echo off\r\ndel *.*\r\n",
        "zip": files.zipped(),
        "zip that climbs": files.zipped("../../etc/cron.d/x"),
        "zip in a zip": files.zipped("a.zip", files.zipped()),
        "zip bomb": files.zipped("nol", bytes(2_000_000)),
        "docx with a macro": files.zipped("word/vbaProject.bin"),
        "xlsx": files.zipped("xl/workbook.xml"),
        "jar": files.zipped("META-INF/MANIFEST.MF"),
        "rar": b"Rar!\x1a\x07\x01\0" + bytes(99),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(99),
        "gzip": b"\x1f\x8b\x08" + bytes(99),
        "tar with a link": b"link" + bytes(96) + b"0000777\0" + bytes(49) + b"2/etc/passwd",
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "rtf": b"{\\rtf1 x}",
        "postscript": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file",
        "flash": b"FWS\x09" + bytes(99),
        "gif": files.saved(files.picture(), "GIF"),
        "tiff": files.saved(files.picture(), "TIFF"),
        "bmp": files.saved(files.picture(), "BMP"),
        "ico": b"\0\0\1\0\1\0" + bytes(99),
        "heic": files.box(b"ftyp", b"heic\0\0\0\0mif1heic") + bytes(99),
        "avif": files.saved(files.picture(), "AVIF"),
        "quicktime": files.movie(b"qt  "),
        "wave": b"RIFF\x24\0\0\0WAVEfmt " + bytes(99),
        "text": b"Kepada Yth. Kepala Dinas\n",
        "zeros": bytes(5000),
        "one byte": b"\0",
        "nothing but its name": b"%PDF",
    }
    for name, data in heads.items():
        yield refused(name, data, TYPE)


def _disguised() -> Iterator[Hostile]:
    yield refused("pdf behind a page of html", SCRIPT + files.pdf(), TYPE)
    yield refused("gif that is javascript", b"GIF89a/*" + bytes(99) + b"*/=1;" + SCRIPT, TYPE)
    yield refused("ogg that is no sound", files.page(b"\x80theora" + bytes(40), 2), TYPE)
    yield refused("text that begins as jpeg", b"\xff\xd8\xff" + SCRIPT, BROKEN)
    yield refused("text that begins as png", b"\x89PNG\r\n\x1a\n" + SCRIPT, BROKEN)
    yield refused("text that begins as webp", b"RIFF\x20\0\0\0WEBP" + SCRIPT, BROKEN)
    yield refused("text that begins as pdf", b"%PDF-1.7\n" + SCRIPT, BROKEN)
    yield refused("text that begins as ogg", b"OggS\0" + SCRIPT, BROKEN)
    yield refused("text that begins as mp4", b"\0\0\0\x18ftypisom" + SCRIPT, BROKEN)


def _cut() -> Iterator[Hostile]:
    for form in ("JPEG", "PNG", "WEBP"):
        whole = files.saved(files.picture(400, 300).effect_spread(30), form)
        yield refused(f"half a {form}", whole[: len(whole) // 2], BROKEN)
        yield refused(f"the head of a {form}", whole[:40], BROKEN)
    yield refused("half a pdf", files.pdf(padding=4000)[:3000], BROKEN)
    yield refused("half an ogg", files.voice()[:-100], BROKEN)
    yield refused("half an mp4", files.movie()[:-100], BROKEN)
    yield refused("an mp4 without a table", files.box(b"ftyp", b"isom" + bytes(4)), BROKEN)


def _bombs() -> Iterator[Hostile]:
    yield refused("bomb", files.bomb(), LARGE)
    yield refused("bomb just above the limit", files.bomb(6_400), LARGE)
    yield refused("bomb wide and low", files.png_of(2**31 - 1, 1, b""), LARGE, BROKEN)
    yield refused("picture of no points", files.png_of(0, 0, b""), BROKEN)
    text = b"Comment\0\0" + zlib.compress(bytes(90_000_000), 9)
    png = files.saved(files.picture(), "PNG")
    stuffed = png[:33] + files.png_chunk(b"zTXt", text) + png[33:]
    yield refused("text bomb in a png", stuffed, BROKEN, CLEAN)
    yield refused("profile bomb in a png", png[:33] + _profile_bomb() + png[33:], BROKEN, CLEAN)


def _profile_bomb() -> bytes:
    return files.png_chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(90_000_000), 9))


def _polyglots() -> Iterator[Hostile]:
    hidden = files.zipped("x.txt", MARK)
    yield refused("pdf that is a zip", files.pdf() + hidden, BROKEN)
    wrapped = files.pdf()[:-6] + hidden + b"\n%%EOF\n"
    yield refused("zip within the end of a pdf", wrapped, BROKEN)
    yield refused("sound that is a zip", files.voice() + hidden, BROKEN)
    yield refused("movie that is a zip", files.movie() + files.box(b"mdat", hidden), BROKEN)
    for form in ("JPEG", "PNG", "WEBP"):
        image = files.saved(files.picture(), form)
        yield refused(f"{form} that is a zip", image + hidden, CLEAN)
        yield refused(f"{form} with a script behind it", image + SCRIPT, CLEAN)
    yield refused("jpeg with php in its comment", _commented(b"<?php ?>" + MARK), CLEAN)
    yield refused("movie with a script in free room", _free() + b"", CLEAN)


def _commented(text: bytes) -> bytes:
    return files.saved(files.picture(), "JPEG", comment=text, icc_profile=MARK)


def _free() -> bytes:
    movie = files.movie()
    head = struct.unpack(">I", movie[:4])[0]
    return movie[:head] + files.box(b"free", SCRIPT) + movie[head:] + files.box(b"uuid", SCRIPT)


def _bent() -> Iterator[Hostile]:
    endless = files.box(b"ftyp", b"isom" + bytes(4)) + struct.pack(">I4s", 2**31, b"moov")
    yield refused("a box longer than its file", endless, BROKEN)
    still = files.box(b"ftyp", b"isom" + bytes(4)) + struct.pack(">I4s", 4, b"moov") * 9
    yield refused("a box shorter than its head", still, BROKEN)
    deep = b""
    for _ in range(3000):
        deep = files.box(b"trak", deep)
    nested = files.box(b"ftyp", b"isom" + bytes(4)) + files.box(b"moov", deep)
    yield refused("boxes in boxes", nested + files.box(b"mdat"), BROKEN)
    noise = io.BytesIO(files.photo()).getvalue()
    yield refused("an exif that points at itself", _looped(noise), CLEAN, BROKEN)


def _looped(photo: bytes) -> bytes:
    """The first directory names itself as the next one."""
    at = photo.index(b"Exif\0\0") + 6
    order = "<" if photo[at : at + 2] == b"II" else ">"
    first = struct.unpack(f"{order}I", photo[at + 4 : at + 8])[0]
    count = struct.unpack(f"{order}H", photo[at + first : at + first + 2])[0]
    end = at + first + 2 + 12 * count
    return photo[:end] + struct.pack(f"{order}I", first) + photo[end + 4 :]
