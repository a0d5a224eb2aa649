"""While NATS is away a form is shown again with what was typed, and is sent once it is back."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.portal.citizen.kit import code_on, filled, lodged, number_on, page_of
from tests.portal.kit import Portal
from tests.support.values import REPORTER_NAME, REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.faults, pytest.mark.asyncio(loop_scope="module")]
SAID = "Sudah saya kirim lewat loket juga."


def server_of(portal: Portal) -> int:
    """The process of this portal's own NATS server."""
    home = str(portal.home.root)
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            words = (process / "cmdline").read_text().split("\0")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if Path(words[0]).name.startswith("nats-server") and any(home in word for word in words):
            return int(process.name)
    raise AssertionError("no server of this home")


@contextmanager
def away(portal: Portal) -> Iterator[None]:
    """NATS stands still meanwhile."""
    pid = server_of(portal)
    os.kill(pid, signal.SIGSTOP)
    # Said is not yet stopped: on a busy machine it would still answer.
    os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOWAIT)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


async def test_a_complaint_is_kept_and_sent_later(portal: Portal) -> None:
    async with portal.visitor() as browser:
        await browser.open("/kampar/lapor")
        with away(portal):
            page = await browser.send("/kampar/lapor", **filled(browser))
        later = await browser.send("/kampar/lapor", **filled(browser))

    assert page.status_code == 503
    assert "Isian Anda tidak hilang" in page.text
    assert (REPORTER_TEXT in page_of(page), REPORTER_NAME in page_of(page)) == (True, True)
    assert number_on(later)


async def test_a_message_is_kept_and_sent_later(portal: Portal) -> None:
    async with portal.visitor() as browser:
        code = code_on(await lodged(browser))
        await browser.open("/kampar/lacak")
        await browser.send("/kampar/lacak", kode=code)
        form = {"kode": code, "tindakan": "AddMessage", "teks": SAID}
        form["command_id"] = browser.hidden("command_id")
        with away(portal):
            page = await browser.send("/kampar/lacak/tindakan", **form)
        later = await browser.send("/kampar/lacak/tindakan", **form)

    assert page.status_code == 503
    assert SAID in page.text
    assert "Pesan Anda sudah diterima." in later.text
