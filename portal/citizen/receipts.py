"""What is handed out at the receipt, kept for an hour in memory so that a page can be reloaded."""

import secrets
from collections.abc import Sequence
from typing import Final

import msgspec
import segno

from portal.offices import Desk
from portal.showing import AnyRequest

KEY: Final = "tanda"
SECONDS: Final = 3600
STORE: Final = "tanda_terima"


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """One receipt.

    Attributes:
        code: The tracking code; it is written nowhere but in this memory.
        refused: What was not taken of the files, and why.
    """

    office: str
    number: str
    code: str
    refused: tuple[str, ...] = ()

    @property
    def grouped(self) -> str:
        """`ABCD-EFGH-JKMN-PQRS`."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))


async def hand(
    request: AnyRequest, desk: Desk, number: str, code: str, refused: Sequence[str]
) -> None:
    """Keep a receipt for the browser that sent the form."""
    store, ref = request.app.stores.get(STORE), secrets.token_urlsafe(24)
    handed = Handed(office=desk.code, number=number, code=code, refused=tuple(refused))
    await store.delete_expired()  # type: ignore[attr-defined]
    await store.set(ref, msgspec.json.encode(handed), expires_in=SECONDS)
    request.session[KEY] = ref


async def handed(request: AnyRequest, desk: Desk) -> Handed | None:
    """The receipt of this browser, while it is kept."""
    ref = request.session.get(KEY)
    kept = await request.app.stores.get(STORE).get(ref) if ref else None
    receipt = None if kept is None else msgspec.json.decode(kept, type=Handed)
    return receipt if receipt and receipt.office == desk.code else None


async def put_away(request: AnyRequest) -> None:
    """Forget the receipt."""
    ref = request.session.pop(KEY, None)
    if ref:
        await request.app.stores.get(STORE).delete(ref)


def tracking_address(request: AnyRequest, desk: Desk, code: str) -> str:
    """Where to follow it; the code stands behind `#`, which no browser sends and no log holds."""
    base = request.app.state.front.url or str(request.base_url).rstrip("/")
    return f"{base}/{desk.code}/lacak#kode={code}"


def picture_of(address: str) -> str:
    """A QR code as an address of its own, to be put into an `img`."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2))
