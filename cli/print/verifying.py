"""What a check of the history found."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from cli.print.tables import heading, small, table
from cli.text import shown
from runtime.verify_report import Finding, UnusedNumber, VerifyReport

MOST: Final = 50


def verify_parts(report: VerifyReport) -> Iterator[RenderableType]:
    """How much was read, what it was compared with, and every finding as a sentence."""
    yield heading(f"Pemeriksaan riwayat {report.office}")
    yield shown(
        f"{_count(report.commits)} catatan dari {_count(report.complaints)} pengaduan dibaca dalam "
        f"{f'{report.seconds:.1f}'.replace('.', ',')} detik ({_count(int(report.rate))} per detik)"
    )
    yield shown(_compared(report))
    yield shown(_numbers(report))
    yield shown(_keys(report))
    if report.files_opened:
        yield shown(f"{_count(report.files_opened)} lampiran dibuka dan dibandingkan.")
    if report.findings:
        yield from _findings(report.findings)
    yield small(f"sidik sampai {report.position.sequence}: {report.digest or '-'}")
    yield _verdict(report)


def _count(number: int) -> str:
    return f"{number:,d}".replace(",", ".")


def _compared(report: VerifyReport) -> str:
    last = report.compared_with
    if last is None:
        return "Belum pernah diperiksa di sini: mulai sekarang perubahan akan ketahuan."
    return (
        f"Dibandingkan dengan pemeriksaan {last.checked_at:%Y-%m-%d %H:%M} UTC "
        f"(sampai catatan ke-{last.position})."
    )


def _numbers(report: VerifyReport) -> str:
    line = f"{_count(report.numbers_allotted)} nomor diberikan, {_count(len(report.unused))} tidak dipakai"
    return f"{line}: {_listed(report.unused)}." if report.unused else f"{line}."


def _listed(unused: Sequence[UnusedNumber]) -> str:
    named = [f"{number.year}-{number.running:06d}" for number in unused[:MOST]]
    return ", ".join([*named, "…"] if len(unused) > MOST else named)


def _keys(report: VerifyReport) -> str:
    if report.keys_checked is None:
        return "Brankas kunci tidak ada di mesin ini, jadi kunci tidak diperiksa."
    return f"{_count(report.keys_checked)} kunci diperiksa di brankas."


def _findings(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    made = table("Temuan", "Catatan", "Yang ditemukan", right=(0,))
    for found in findings[:MOST]:
        made.add_row(str(found.sequence or "-"), shown(found.sentence), style="red")
    yield made
    if len(findings) > MOST:
        yield small(f"dan {len(findings) - MOST} temuan lagi; semuanya dengan --json")


def _verdict(report: VerifyReport) -> Text:
    if report.whole:
        return shown("UTUH: tidak ada catatan yang hilang atau diubah.", "green")
    return shown(f"TIDAK UTUH: {len(report.findings)} temuan.", "bold red")
