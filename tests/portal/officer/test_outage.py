"""When no service can be reached, a person keeps what was typed and can send it again."""

import pytest

from tests.portal.kit import Portal
from tests.portal.officer.walking import act, entered, fields_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


async def test_an_outage_keeps_what_was_typed(portal: Portal) -> None:
    async with portal.signed_in("kampar", "siti") as browser:
        case = await entered(browser)
        blank = fields_of(await browser.open("/kampar/catat"), "/kampar/catat")
        sent = fields_of(case, f"{case.url.path}/catatan")["command_id"]
        await portal.desks["kampar"].line.client.close()

        note = await act(browser, case, "catatan", text="Sudah ditelepon dua kali pagi ini.")
        given = {"channel": "langsung", "visibility": "terbuka", "text": "Loket tutup."}
        lost = await browser.send("/kampar/catat", **blank, **given)

    assert (note.status_code, lost.status_code) == (503, 503)
    assert "Isian Anda tidak hilang" in note.text
    assert "Sudah ditelepon dua kali pagi ini." in note.text
    assert f'name="command_id" value="{sent}"' in note.text
    assert "Loket tutup." in lost.text
    assert f'name="command_id" value="{blank["command_id"]}"' in lost.text
