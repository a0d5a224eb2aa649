"""Only a drawing stands beside a letterhead."""

import struct
from pathlib import Path

import pytest

from policy.emblem import LARGEST, EmblemError, load_emblem
from policy.errors import PolicyError
from policy.report_settings import KOP, LETTERHEADS, load_settings

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    b'viewBox="0 0 10 10"><defs><path id="a" d="M0 0h9v9z"/></defs><use xlink:href="#a"/></svg>'
)


def png(width: int = 10, height: int = 10) -> bytes:
    head = struct.pack(">II", width, height) + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + head + b"\0\0\0\0"


def svg(inner: bytes) -> bytes:
    return SVG.replace(b"<use", inner + b"<use")


@pytest.mark.parametrize(("name", "data"), [("logo.svg", SVG), ("logo_2.png", png())])
def test_a_drawing_is_taken_as_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    found = load_emblem(tmp_path, name)
    assert (found.kind, found.data) == (name[-3:], data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.svg", svg(b"<script>alert(1)</script>")),
        ("logo.svg", svg(b'<image href="file:///etc/passwd"/>')),
        ("logo.svg", svg(b'<image xlink:href="http://jahat.example/x.png"/>')),
        ("logo.svg", svg(b'<path style="fill:url(http://jahat.example/x)"/>')),
        ("logo.svg", svg(b"<style>@import url('http://jahat.example/x.css');</style>")),
        ("logo.svg", b"<!DOCTYPE svg [<!ENTITY a 'aa'>]>" + SVG),
        ("logo.svg", b"<html/>"),
        ("logo.svg", b"bukan svg"),
        ("logo.svg", SVG + b" " * LARGEST),
        ("logo.png", SVG),
        ("logo.png", png(60_000, 60_000)),
        ("logo.png", png(0, 5)),
        ("logo.jpg", b"\xff\xd8\xff"),
        ("logo.PNG", png()),
    ],
)
def test_what_is_more_than_a_drawing_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(EmblemError, match="emblem"):
        load_emblem(tmp_path, name)


@pytest.mark.parametrize("name", ["../logo.svg", "/etc/logo.svg", "a/logo.svg", "logo\0.svg", ""])
def test_it_stands_beside_the_file_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.svg").write_bytes(SVG)
    folder = tmp_path / "kop"
    folder.mkdir()

    with pytest.raises(EmblemError):
        load_emblem(folder, name)


def own(tmp_path: Path, emblem: str) -> Path:
    folder = tmp_path / KOP
    folder.mkdir(exist_ok=True)
    words = (LETTERHEADS / "bengkalis.toml").read_text(encoding="utf-8")
    (folder / "bengkalis.toml").write_text(f'emblem = "{emblem}"\n{words}', encoding="utf-8")
    return folder


def test_it_changes_what_a_report_is_made_of(tmp_path: Path) -> None:
    folder = own(tmp_path, "logo.svg")
    (folder / "logo.svg").write_bytes(SVG)
    first = load_settings("bengkalis", tmp_path)
    (folder / "logo.svg").write_bytes(SVG.replace(b"h9", b"h8"))

    assert first.emblem is not None
    assert first.digest != load_settings("bengkalis", tmp_path).digest


def test_an_own_template_changes_what_a_report_is_made_of(tmp_path: Path) -> None:
    folder = own(tmp_path, "logo.png")
    (folder / "logo.png").write_bytes(png())
    first = load_settings("bengkalis", tmp_path)
    (folder / "bengkalis-laporan.docx").write_bytes(b"templat")
    second = load_settings("bengkalis", tmp_path)

    assert first.digest != second.digest
    assert second.templates == {"laporan.docx": b"templat"}


def test_one_that_is_not_there_is_said(tmp_path: Path) -> None:
    own(tmp_path, "logo.svg")

    with pytest.raises(PolicyError, match=r"logo\.svg tidak dapat dibuka"):
        load_settings("bengkalis", tmp_path)


def test_the_shipped_letterheads_name_none() -> None:
    assert [load_settings(path.stem).emblem for path in LETTERHEADS.glob("*.toml")] == [None] * 3
