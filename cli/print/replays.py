"""What a replay found."""

from collections.abc import Iterator

from rich.text import Text

from cli.print.tables import count, heading, small
from cli.text import shown
from schemas.views import ReplayView


def replay_parts(view: ReplayView) -> Iterator[Text]:
    """How much was read, how fast, and whether the same came out."""
    seconds = view.milliseconds / 1000
    speed = view.done / seconds if seconds else 0
    yield heading("Pemutaran ulang riwayat")
    yield shown(
        f"{count(view.done)} dari {count(view.total)} catatan dibaca dalam {_decimal(seconds)} "
        f"detik ({count(int(speed))} per detik), {count(view.rows)} pengaduan"
    )
    yield small(f"sidik hasil  {view.digest or '-'}")
    yield small(f"sidik kini   {view.live_digest or '-'}")
    yield _verdict(view)


def _verdict(view: ReplayView) -> Text:
    if view.equal is None:
        return shown("Tidak dibandingkan: yang diputar hanya sampai waktu yang diminta.")
    if view.equal:
        return shown("SAMA: tampilan kini persis hasil dari seluruh riwayat.", "green")
    return shown("BERBEDA: tampilan kini bukan hasil dari riwayat; periksa dengan verify.", "red")


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
