"""What was taken in from a box, as the one who opened it reads it."""

from rich.console import Group, RenderableType

from cli.box import Opening, TakenIn
from cli.print.tables import apart, heading, small, table
from cli.text import shown


def opening_parts(opening: Opening) -> list[RenderableType]:
    """Number and code of every letter, or why it did not go in."""
    title = heading(f"Kotak pengaduan {opening.office}, dibuka {opening.on.isoformat()}")
    if not opening.letters:
        return apart([Group(title, shown("Kotak kosong: tidak ada yang dicatat."))])
    parts: list[RenderableType] = [Group(title, taken_table(opening.letters))]
    if opening.off_schedule:
        parts.append(shown("Menurut kebijakan kantor kotak tidak dibuka pada hari itu.", "yellow"))
    parts.append(small("Kode pelacakan hanya tampil di sini: tulis pada tanda terima pelapor."))
    return apart(parts)


def taken_table(letters: tuple[TakenIn, ...]) -> RenderableType:
    """One line a letter."""
    made = table("Baris", "Nomor", "Kode pelacakan", "Keterangan", right=(0,))
    for one in letters:
        code = one.tracking_code or ""
        grouped = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
        made.add_row(str(one.row), one.number or "-", grouped, shown(one.sentence or ""))
    return made
