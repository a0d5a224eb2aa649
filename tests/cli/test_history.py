"""A complaint's history on a screen."""

from msgspec.structs import replace

from cli.print.history import history_parts
from tests.cli.kit import WIB, history_view, printed

PAGE = """\
Pengaduan KPR-2026-000001-5
Status                Dijawab
Saluran               Telepon/WhatsApp
Diterima              5 Maret 2026
Dijawab               5 Maret 2026
Tenggat penyelesaian  26 Maret 2026, berjalan
Perlu diperiksa       Periksa tahunnya.

1.1  Pengaduan diterima
     Terjadi  4 Maret 2026
     Dicatat  5 Maret 2026 12.30.09 WIB
     Oleh     Petugas operator_1, Operator (melalui portal)
     Nama     S*** C***
     Isi      Berkas lengkap.

2.1  Dibetulkan
     Terjadi             5 Maret 2026 12.30.09 WIB
     Dicatat             5 Maret 2026 12.30.09 WIB
     Oleh                Petugas operator_1, Operator (melalui portal)
     Semula (Saluran)    Surat
     Menjadi (pada 1.1)  -

3.1  Ditutup
     Terjadi          4 Maret 2026
     Dicatat          5 Maret 2026 12.30.09 WIB
     Oleh             Petugas operator_1, Operator (melalui portal)
     Dibatalkan oleh  4.1

Rantai 4 catatan utuh (posisi 9).
"""


def test_the_history_shows_both_times_who_and_what_changed() -> None:
    assert printed(history_parts(history_view(), WIB)) == PAGE


def test_a_deadline_that_passed_and_still_goes_on_is_not_called_late_yet() -> None:
    view = history_view()
    clock = replace(view.case.clocks[0], verdict="missed", late=True)
    late = replace(view, case=replace(view.case, clocks=(clock,)))
    over = replace(view, case=replace(view.case, clocks=(replace(clock, late=False),)))

    assert "26 Maret 2026, lewat waktu, belum selesai" in printed(history_parts(late, WIB))
    assert "26 Maret 2026, terlambat" in printed(history_parts(over, WIB))


def test_a_broken_chain_is_said_aloud() -> None:
    text = printed(history_parts(history_view(broken_at=3), WIB))

    assert "RANTAI TERPUTUS pada catatan 3." in text


def test_words_cannot_command_the_terminal() -> None:
    text = printed(history_parts(history_view(words="\x1b[2J[red]hapus[/red]"), WIB))

    assert ("\x1b" in text, "[red]hapus[/red]" in text) == (False, True)
