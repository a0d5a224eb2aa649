"""Possible duplicates on the page of quick entry: suggested while typing, in no address."""

import pytest

from tests.portal.kit import Portal
from tests.portal.officer.walking import entered

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="session"),
]

TEXT = "Papan reklame di Jalan Sudirman belum dipasang padahal pajak reklame sudah dibayar."
SAME = "pajak reklame sudah dibayar, papan reklame jalan sudirman belum dipasang"
CHAT = f"[22/11/2026 09.15] Budi Santoso: {SAME}"


async def test_what_is_typed_finds_what_is_alike_and_says_why(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        first = await entered(
            browser, text=TEXT, permit_number="503/77/2026", **{"identity.phone": "081233334444"}
        )
        number = first.url.path.rsplit("/", 1)[-1]
        await browser.open("/kampar/catat")
        typed = {"text": SAME, "permit_number": "503-77-2026", "identity.phone": "0812 3333 4444"}
        hint = await browser.send("/kampar/catat/mirip", **typed)
        pasted = await browser.send("/kampar/catat/baca", tempelan=CHAT)
        nothing = await browser.send("/kampar/catat/mirip", text="Loket tutup terlalu cepat.")

    assert number in hint.text
    for why in ("telepon sama", "nomor izin sama", "isi mirip"):
        assert why in hint.text
    assert "<html" not in hint.text
    assert number in pasted.text
    assert number not in nothing.text
