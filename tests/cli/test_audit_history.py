"""An auditor reads one complaint with one seed, on a real server."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cli.audit.asking import history, steps
from cli.audit.errors import NotInHistoryError
from cli.audit.history import ERASED, SEALED
from cli.print.audit_history import audit_history_parts
from cli.print.audit_replay import audit_replay_parts
from engine.commits import digest_of
from runtime.history import CODEC
from runtime.ids import number_of
from tests.cli.audit_kit import Desk, desk_at
from tests.cli.kit import WIB, printed
from tests.support.samples import MOMENT, classified, identity_opened
from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

pytestmark = pytest.mark.real
FIRST = number_of("KPR", 2026, 1)
LATER = MOMENT + dt.timedelta(days=2)


@pytest.fixture
async def writer(server: OfficeServer) -> AsyncIterator[Writer]:
    async with connected(server, OFFICE, "intake") as client:
        yield Writer(client)


@pytest.fixture
def desk(server: OfficeServer, tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "auditor", server.nats.url, server.credentials, OFFICE)


async def test_every_commit_is_shown_with_what_ties_it_to_the_last(
    writer: Writer, desk: Desk
) -> None:
    await writer.allot(1, "a", "b")
    first = await writer.receive("a", 1)
    await writer.receive("b", 2)
    second = await writer.write("a", classified())

    found, _ = await history(desk.session, desk.door, OFFICE, FIRST, None)

    digests = [digest_of(CODEC.encode(commit)) for commit in (first, second)]
    assert [commit.sequence for commit in found.commits] == [1, 3]
    assert [commit.digest for commit in found.commits] == digests
    assert [commit.prev for commit in found.commits] == ["", digests[0]]
    assert (found.broken_at, found.head, found.number) == (None, digests[1], FIRST)


async def test_the_id_serves_as_well_as_the_number(writer: Writer, desk: Desk) -> None:
    await writer.register("a")

    found, _ = await history(desk.session, desk.door, OFFICE, "a", None)

    assert found.number == FIRST


async def test_words_stay_sealed_and_erased_ones_are_said_to_be_gone(
    writer: Writer, desk: Desk
) -> None:
    await writer.register("a")
    before, _ = await history(desk.session, desk.door, OFFICE, FIRST, None)
    await writer.erase("a")
    after, _ = await history(desk.session, desk.door, OFFICE, FIRST, None)

    boxes = [found.commits[0].events[0].boxes for found in (before, after)]
    assert boxes == [{"content": SEALED}, {"content": ERASED}]


async def test_as_of_a_moment_shows_what_was_recorded_by_then(writer: Writer, desk: Desk) -> None:
    await writer.register("a")
    await writer.write("a", recorded_at=LATER)
    day = f"{MOMENT + dt.timedelta(days=1):%Y-%m-%d}"

    found, _ = await history(desk.session, desk.door, OFFICE, FIRST, day)

    assert [commit.version for commit in found.commits] == [1, 2, 3]


async def test_before_it_was_recorded_there_is_nothing_to_show(writer: Writer, desk: Desk) -> None:
    await writer.register("a")

    with pytest.raises(NotInHistoryError):
        await history(desk.session, desk.door, OFFICE, FIRST, "2001-01-01")


@pytest.mark.parametrize(
    "asked", [number_of("KPR", 2026, 9), number_of("BTN", 2026, 1), number_of("KPR", 2025, 1)]
)
async def test_a_number_that_is_not_of_this_office_is_refused(
    writer: Writer, desk: Desk, asked: str
) -> None:
    await writer.register("a")

    with pytest.raises(NotInHistoryError):
        await history(desk.session, desk.door, OFFICE, asked, None)


async def test_a_broken_chain_is_shown_and_named(writer: Writer, desk: Desk) -> None:
    await writer.register("a")
    await writer.write("a", prev="0" * 64)

    found, _ = await history(desk.session, desk.door, OFFICE, FIRST, None)
    replayed, _ = await steps(desk.session, desk.door, OFFICE, FIRST)

    assert (found.broken_at, replayed.broken_at) == (4, 4)
    assert "RANTAI TERPUTUS pada catatan 4." in printed(audit_history_parts(found, WIB))


async def test_a_commit_that_cannot_be_read_does_not_hide_the_others(
    writer: Writer, desk: Desk
) -> None:
    await writer.register("a")
    await writer.raw("a", b"\xff{")

    found, _ = await history(desk.session, desk.door, OFFICE, FIRST, None)

    assert [commit.follows for commit in found.commits] == [True, True, True, False]
    assert found.broken_at == 4


async def test_a_page_names_fields_as_they_are_stored(writer: Writer, desk: Desk) -> None:
    await writer.register("a")
    await writer.write("a", identity_opened())

    found, _ = await history(desk.session, desk.door, OFFICE, FIRST, None)
    page = printed(audit_history_parts(found, WIB), width=120)

    assert f"Pengaduan {FIRST}" in page
    assert all(text in page for text in ("Received", "channel", "IdentityOpened", SEALED))
    assert page.rstrip().endswith(found.head)


async def test_a_replay_says_what_each_commit_changed(writer: Writer, desk: Desk) -> None:
    await writer.allot(1, "a")
    await writer.receive("a", 1)
    await writer.write("a", classified(severity="berat"))
    await writer.write("a")

    found, _ = await steps(desk.session, desk.door, OFFICE, FIRST)

    changed = [{change.field for change in step.changes} for step in found.steps]
    assert {"status", "holder"} <= changed[0]
    assert {"status", "severity"} <= changed[1]
    assert changed[2] == set()
    assert found.standing["severity"] == "berat"
    page = printed(audit_replay_parts(found, WIB), width=120)
    assert "diterima → diklasifikasi" in page
