"""A saved file has a harmless name, and never takes another file's place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.saving import SUFFIXES, FolderUnusableError, save, split


@pytest.mark.parametrize(
    ("name", "media_type", "safe"),
    [
        ("foto.jpg", "image/jpeg", "foto.jpg"),
        ("FOTO.JPEG", "image/jpeg", "FOTO.jpeg"),
        ("foto.exe", "image/jpeg", "foto.exe.jpg"),
        ("../../etc/passwd", "application/pdf", "passwd.pdf"),
        (r"C:\Windows\x.pdf", "application/pdf", "x.pdf"),
        (".bashrc", "application/pdf", "bashrc.pdf"),
        ("..", "application/pdf", "lampiran.pdf"),
        ("", "application/pdf", "lampiran.pdf"),
        ("a\x1b[31m\nb\u202egpj.pdf", "application/pdf", "a bgpj.pdf"),
        ('a<b>:"|?*.png', "image/png", "a_b______.png"),
    ],
)
def test_a_name_is_made_harmless(name: str, media_type: str, safe: str) -> None:
    assert "".join(split(name, media_type)) == safe


@given(name=st.text(), media_type=st.sampled_from(sorted(SUFFIXES)))
def test_no_name_leaves_its_folder(name: str, media_type: str) -> None:
    made = "".join(split(name, media_type))
    assert Path(made).name == made
    assert not made.startswith(".")
    assert made.endswith(SUFFIXES[media_type])
    assert len(made.encode()) <= 100
    assert made.isprintable()


def test_what_is_there_stays(tmp_path: Path) -> None:
    first, second = (save(tmp_path, "a.pdf", "application/pdf", data) for data in (b"1", b"2"))
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert second.name == "a (2).pdf"


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "a.pdf").symlink_to(elsewhere)
    saved = save(tmp_path, "a.pdf", "application/pdf", b"1")
    assert saved.name == "a (2).pdf"
    assert not elsewhere.exists()


def test_it_is_for_its_owner_only(tmp_path: Path) -> None:
    assert save(tmp_path, "a.pdf", "application/pdf", b"1").stat().st_mode & 0o077 == 0


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(FolderUnusableError):
        save(tmp_path / "x", "a.pdf", "application/pdf", b"1")
