"""The report of an import, and how a file becomes one."""

from pathlib import Path

import pytest

from cli.errors import EmptyFileError, UnreadableFileError
from cli.importing import LARGEST, Imported, RegisterFile, read_file
from cli.print.imports import import_parts, undo_parts
from schemas.commands.register import PART_SIZE, RowDifference, RowDoubt, RowProblem
from tests.cli.kit import import_report, printed

REPORT = """\
Impor register ke bengkalis
2 pengaduan baru masuk.
1 baris sudah ada sebelumnya, tidak berubah.
1 baris berbeda dari yang sudah ada; riwayatnya tidak diubah.
1 baris tidak terbaca dan tidak masuk.
1 baris masuk dengan hal yang perlu diperiksa.

Baris yang tidak terbaca (isinya disimpan)
Baris 7 (nomor 6.), kolom Waktu: Tidak ada tanggal.
    No.: 6.
    Waktu: =1+1 [bold]

Perlu diperiksa
Baris   No.   Kolom   Yang perlu diperiksa
──────────────────────────────────────────
    3   2     Waktu   Periksa tahunnya.

Berbeda dari yang sudah ada
Baris   No.   Kolom        Dahulu   Sekarang
────────────────────────────────────────────
    4   3     Keterangan   -        Selesai

Impor 0190a4c0-0000-7000-8000-00000000000a · batalkan dengan --undo
"""
_ID = "0190a4c0-0000-7000-8000-000000000001"


def _file(tmp_path: Path, data: bytes, name: str = "register.csv") -> RegisterFile:
    path = tmp_path / name
    path.write_bytes(data)
    return read_file(path)


def _difference(before: str, now: str) -> RowDifference:
    return RowDifference(
        row=4, number="3", pengaduan_id=_ID, column="Keterangan", before=before, now=now
    )


def test_the_report_tells_an_officer_what_to_do_with_every_row() -> None:
    report = import_report(
        problems=(
            RowProblem(
                row=7,
                number="6.",
                column="Waktu",
                code="no_date",
                sentence="Tidak ada tanggal.",
                cells=(("No.", "6."), ("Waktu", "=1+1 [bold]\x07"), ("Kosong", " ")),
            ),
        ),
        doubts=(
            RowDoubt(
                row=3,
                number="2",
                pengaduan_id=_ID,
                code="year_differs",
                column="Waktu",
                sentence="Periksa tahunnya.",
            ),
        ),
        differences=(_difference("", "Selesai"),),
    )

    parts = import_parts("bengkalis", Imported(repeated=False, report=report))

    assert printed(parts) == REPORT


def test_a_file_imported_before_is_said_to_change_nothing() -> None:
    parts = import_parts("bengkalis", Imported(repeated=True, report=import_report()))

    assert "sudah pernah diimpor: sekarang tidak ada yang berubah" in printed(parts)


def test_an_import_that_was_undone_brings_nothing_again() -> None:
    report = import_report(state="undone", voided=2)

    parts = import_parts("bengkalis", Imported(repeated=True, report=report))

    assert "sudah dibatalkan (2 pengaduan)" in printed(parts)


def test_a_difference_at_the_end_of_a_long_text_is_shown() -> None:
    same = "kata " * 100
    report = import_report(differences=(_difference(f"{same}lama", f"{same}baru"),))

    text = printed(import_parts("bengkalis", Imported(repeated=False, report=report)))

    assert ("lama" in text, "baru " in text) == (True, True)


def test_an_undoing_tells_what_it_left() -> None:
    text = printed(undo_parts(import_report(voided=2, kept=1)))

    assert "1 dibiarkan: sudah dikerjakan petugas" in text


def test_the_same_bytes_are_the_same_import_whatever_the_file_is_called(tmp_path: Path) -> None:
    one = _file(tmp_path, b"a,b\n", "satu.csv")
    other = _file(tmp_path, b"a,b\n", "dua.csv")

    assert one.import_id("bengkalis") == other.import_id("bengkalis")


def test_another_office_is_another_import(tmp_path: Path) -> None:
    file = _file(tmp_path, b"a,b\n")

    assert file.import_id("bengkalis") != file.import_id("kampar")


def test_a_grown_file_is_another_import(tmp_path: Path) -> None:
    file, grown = _file(tmp_path, b"a\n"), _file(tmp_path, b"a\nb\n")

    assert file.import_id("bengkalis") != grown.import_id("bengkalis")


@pytest.mark.parametrize("size", [1, PART_SIZE, PART_SIZE + 1, 3 * PART_SIZE])
def test_the_parts_are_the_file(tmp_path: Path, size: int) -> None:
    file = _file(tmp_path, bytes(range(256)) * (size // 256) + b"x" * (size % 256))

    assert b"".join(file.parts()) == file.data


def test_the_largest_file_fits_the_parts() -> None:
    assert len(RegisterFile("x", bytes(LARGEST)).parts()) <= 201


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyFileError):
        _file(tmp_path, b"")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="folder"):
        read_file(tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="tidak ada"):
        read_file(tmp_path / "nix.csv")
