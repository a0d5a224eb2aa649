"""Office keys by their names, and what is to be done after a rotation."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import RenderableType

from cli.key_handling import OfficeKeysSeen
from cli.print.tables import NOTHING, apart, count, heading, small, table
from cli.text import shown
from engine.vault_office_keys import OfficeKeyLine
from runtime.key_rotation import Rotated


def key_parts(seen: Sequence[OfficeKeysSeen]) -> list[RenderableType]:
    """Every office with its keys."""
    return apart(part for office in seen for part in _office(office))


def _office(seen: OfficeKeysSeen) -> Iterator[RenderableType]:
    if not seen.keys:
        yield shown(f"Brankas kantor {seen.office} belum pernah dipakai di pemasangan ini.")
        return
    headings = ("Keadaan", "Dibuat", "Kunci dibungkus", "Dicadangkan", "Dimusnahkan")
    made = table(f"Kunci kantor {seen.office}", *headings, right=(3,))
    for line in seen.keys:
        moments = (_moment(line.backed_up_at), _moment(line.destroyed_at))
        made.add_row(
            shown(line.id or "tanpa nama"),
            _state(line),
            shown(_moment(line.made_at)),
            shown(count(line.wrapped)),
            *map(shown, moments),
        )
    if seen.ready is not None:
        made.add_row(shown(seen.ready), shown("disiapkan"), *[shown(NOTHING)] * 4)
    yield made
    for id_ in seen.missing:
        yield shown(
            f"Kunci {id_} tidak ada di folder rahasia: letakkan salinan folder rahasia.", "red"
        )
    if seen.backup_needed:
        yield backup_needed(seen.office)


def _state(line: OfficeKeyLine) -> RenderableType:
    if line.in_use:
        return shown("berlaku", "green")
    if line.destroyed_at is not None:
        return shown("dimusnahkan", "dim")
    return shown("sedang diganti", "yellow")


def backup_needed(office: str) -> RenderableType:
    """That nothing could be restored until the vault is copied again."""
    return shown(
        f"Kunci kantor {office} sudah diganti dan brankasnya belum dicadangkan sejak itu: cadangan "
        "brankas yang lama tidak membuka apa pun. Cadangkan sekarang dengan "
        "`tuntas backup --to FOLDER --vault-to FOLDER_LAIN`.",
        "yellow",
    )


def prepared_parts(rotated: Rotated, secrets: Path) -> list[RenderableType]:
    """That a key lies ready, and what to do before it comes into use."""
    if rotated.old is None:
        return [
            shown(
                f"Penggantian kunci kantor {rotated.office} sedang berjalan: selesaikan dengan "
                f"`tuntas keys rotate {rotated.office}`."
            )
        ]
    return [
        shown(
            f"Kunci kantor {rotated.office} yang baru ({rotated.new}) siap, belum dipakai. Salin "
            f"folder {secrets / rotated.office} ke tempat salinan folder rahasia dan ke setiap "
            f"mesin yang menjalankan layanan, lalu `tuntas keys rotate {rotated.office}`."
        )
    ]


def rotation_parts(rotated: Rotated, secrets: Path) -> list[RenderableType]:
    """What was done, and what the one who keeps the installation must do now."""
    return apart(_rotation(rotated, secrets))


def _rotation(rotated: Rotated, secrets: Path) -> Iterator[RenderableType]:
    yield heading(f"Kunci kantor {rotated.office} diganti: sekarang {rotated.new}")
    yield shown(
        f"{count(rotated.wrapped)} kunci dibungkus ulang; berkas kunci kantor lama ditimpa dan "
        "dihapus. Cadangan brankas yang dibuat sebelum ini tidak membuka apa pun lagi."
    )
    yield shown(
        "Sekarang juga:\n"
        f"1. Salin folder rahasia {secrets} ke tempat salinannya, menggantikan yang lama.\n"
        "2. Cadangkan brankas: `tuntas backup --to FOLDER --vault-to FOLDER_LAIN`.\n"
        "3. Musnahkan salinan folder rahasia dan cadangan brankas yang lama.",
        "yellow",
    )
    yield small(
        "Pada SSD dan pada sistem berkas yang menyalin saat menulis, menimpa tidak menjangkau "
        "salinan lama di dalam perangkat: pakai disk yang dienkripsi."
    )


def _moment(moment: dt.datetime | None) -> str:
    return NOTHING if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"
