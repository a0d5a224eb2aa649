"""The rekapitulasi as the office prints it."""

import csv
import io

import pytest

from cli.print.rekap import rekap_parts
from cli.print.rekap_csv import HEADINGS, rekap_csv
from cli.print.tables import count, percent
from schemas.rekap import RekapView
from tests.cli.kit import printed, rekap_view

PAGE = """\
DPMPTSP Banten
Rekapitulasi pengaduan, Triwulan I 2021

Tabel 1. Pengaduan per saluran
No.   Saluran           Jumlah
──────────────────────────────
  1   Kotak Pengaduan        -
  2   SMS / WA               3

      Jumlah                 3

Tabel 2. Status tindak lanjut
Status         Jumlah   Persentase
──────────────────────────────────
Selesai             2      66,67 %
Dalam proses        1      33,33 %

Jumlah              3

Pengaduan per bulan
Jan   Feb   Mar
───────────────
  3     -     -

Lama penyelesaian (hari kalender): 0 sampai 3, median 1,5
0 hari: 1, 3 hari: 1
Tidak diketahui lamanya: 1

Rekapitulasi per sektor dan jenis perizinan
No   Sektor dan jenis perizinan   Jumlah   Kategori pengaduan
───────────────────────────────────────────────────────────────────
A    Sosial                            -
B    Perhubungan                       3
       1. IUJPT                        2   Durasi Waktu 2
       2. Trayek                       1   Sistem 1

     TOTAL                             3   Durasi Waktu 2, Sistem 1

Kategori pengaduan
No.   Kategori        Jumlah
────────────────────────────
  1   Durasi Waktu         2
  2   Sistem               1
  3   Pungutan Liar        -

      Jumlah               3

Di samping tabel: Dibatalkan (salah entri) 1

Dasar: PENGADUAN_banten_1 nomor 16 · keadaan per 31 Maret 2021 · kebijakan abababababab ·
tuntas/0.1.0 · cases v1
"""


def _rows(view: RekapView) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rekap_csv(view), newline="")))


def test_the_page_reads_like_the_offices_own() -> None:
    assert printed(rekap_parts(rekap_view())) == PAGE


def test_none_is_printed_as_a_dash() -> None:
    assert count(0) == "-"


def test_thousands_are_parted_by_a_dot() -> None:
    assert count(1_234_567) == "1.234.567"


@pytest.mark.parametrize(("hundredths", "text"), [(10_000, "100,00 %"), (5, "0,05 %")])
def test_a_share_has_a_decimal_comma(hundredths: int, text: str) -> None:
    assert percent(hundredths) == text


def test_the_csv_names_its_columns() -> None:
    assert rekap_csv(rekap_view()).splitlines()[0] == ",".join(HEADINGS)


def test_the_csv_holds_channels_at_zero_as_numbers() -> None:
    channels = [row for row in _rows(rekap_view()) if row["tabel"] == "saluran"]

    assert [row["jumlah"] for row in channels] == ["0", "3"]


def test_the_csv_holds_sector_permit_and_category_of_every_count() -> None:
    cells = [row for row in _rows(rekap_view()) if row["tabel"] == "sektor_jenis_kategori"]

    assert [(row["jenis_perizinan"], row["uraian"], row["jumlah"]) for row in cells] == [
        ("IUJPT", "Durasi Waktu", "2"),
        ("Trayek", "Sistem", "1"),
    ]


def test_the_csv_tells_what_it_was_made_of() -> None:
    made_of = {row["kode"]: row["uraian"] for row in _rows(rekap_view()) if row["tabel"] == "dasar"}

    assert made_of["posisi"] == "PENGADUAN_banten_1 16"


def test_a_label_in_the_csv_is_never_a_formula() -> None:
    rows = _rows(rekap_view(channel="=HYPERLINK(1)"))

    assert "'=HYPERLINK(1)" in [row["uraian"] for row in rows]


def test_an_office_whose_cases_name_no_sector_has_no_table_of_sectors() -> None:
    view = rekap_view()
    bare = RekapView(
        **{name: getattr(view, name) for name in view.__struct_fields__ if name != "sectors"},
        sectors=view.sectors[:1],
    )

    assert "per sektor" not in printed(rekap_parts(bare))
