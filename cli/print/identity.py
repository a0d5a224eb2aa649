"""Who a reporter is, on the screen of the one who opened it."""

from collections.abc import Iterator

from msgspec.structs import asdict
from rich.console import RenderableType

from cli.print.columns import columns
from cli.print.tables import heading, small
from cli.text import one_line
from schemas.shown import IdentityShown

LABELS = {
    "name": "Nama",
    "nik": "NIK",
    "address": "Alamat",
    "phone": "Telepon",
    "email": "E-mail",
    "occupation": "Pekerjaan",
    "company": "Perusahaan",
    "nib": "NIB",
    "account": "Akun pengirim",
}


def identity_parts(number: str, identity: IdentityShown | None) -> Iterator[RenderableType]:
    """Every field that the reporter gave, and that it was recorded."""
    yield heading(f"Identitas pelapor {number}")
    known = asdict(identity) if identity is not None else {}
    yield columns(
        [(LABELS.get(name, name), one_line(value)) for name, value in known.items() if value],
        style="dim",
    )
    yield small("Pembukaan ini tercatat dalam riwayat dan dapat dilihat pelapor.")
