"""What the auditor's key can bring about by the address to which an answer is sent."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cli.audit.asking import check
from runtime.credentials import ADMIN, AUDITOR
from runtime.topology import event_stream, event_subject
from tests.cli.audit_kit import Desk, desk_at, untold
from tests.support.servers import OfficeServer, connected
from tests.support.streams import last_sequences
from tests.verify.histories import OFFICE, Writer

pytestmark = pytest.mark.real
EVENTS = event_stream(OFFICE)
ROUNDS = 20
FORGED = event_subject(OFFICE, "forged")
QUESTIONS = {
    f"$JS.API.STREAM.INFO.{EVENTS}": b"",
    f"$JS.API.STREAM.MSG.GET.{EVENTS}": b'{"seq":1}',
    f"$JS.API.DIRECT.GET.{EVENTS}": b'{"seq":1}',
}


@pytest.fixture
async def writer(server: OfficeServer) -> AsyncIterator[Writer]:
    async with connected(server, OFFICE, "intake") as client:
        yield Writer(client)


@pytest.fixture
def desk(server: OfficeServer, tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "auditor", server.nats.url, server.credentials, OFFICE)


async def gained(server: OfficeServer, user: str, question: str) -> int:
    """Ask with the event stream as address for the answer; how many messages it gained."""
    async with connected(server, OFFICE, user) as client:
        (before,) = (await last_sequences(client, (EVENTS,))).values()
        await client.publish(question, QUESTIONS[question], reply=FORGED)
        # The same question once more: by its answer the first one has long been answered.
        for _ in range(ROUNDS):
            await client.request(question, QUESTIONS[question], timeout=5)
        (after,) = (await last_sequences(client, (EVENTS,))).values()
    return after - before


@pytest.mark.parametrize("question", QUESTIONS)
async def test_an_answer_cannot_be_stored_as_an_event(
    server: OfficeServer, writer: Writer, question: str
) -> None:
    await writer.register("a")

    assert await gained(server, AUDITOR, question) == 0


@pytest.mark.parametrize("question", QUESTIONS)
async def test_an_answer_that_the_administrator_stored_as_an_event_is_found(
    server: OfficeServer, writer: Writer, desk: Desk, question: str
) -> None:
    await writer.register("a")
    assert await gained(server, ADMIN, question) == 1

    report = await check(desk.session, desk.door, OFFICE, None, untold)

    expected = "wrong_place" if "DIRECT" in question else "commit_unreadable"
    assert expected in {finding.code for finding in report.findings}
