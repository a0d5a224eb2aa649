"""Who opened an identity, who wrote anything, and which key opens the door."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cli.__main__ import main
from cli.audit.asking import check, history, openings, writers
from cli.audit.door import Door
from cli.audit.errors import (
    AuditorSeedUnreadableError,
    AuditorUnansweredError,
    AuditServerMissingError,
)
from cli.audit.history import ERASED, SEALED
from cli.audit.reach import SERVER, SeedFile
from cli.exits import REFUSED
from cli.print.audit_lists import audit_identity_parts, audit_people_parts
from runtime import describe
from runtime.connect import CredentialRefusedError
from runtime.credentials import Credentials, MissingCredentialError
from runtime.ids import number_of
from schemas.base import Box, Sealed
from schemas.commit import Actor
from tests.cli.audit_kit import Desk, desk_at, untold
from tests.cli.kit import WIB, printed
from tests.support.samples import MOMENT, identity_opened, note_added
from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

pytestmark = pytest.mark.real
FIRST = number_of("KPR", 2026, 1)
LATER = MOMENT + dt.timedelta(days=2)
HEAD = Actor(kind="petugas", id="ketua_1", role="ketua_tim", via="portal")


@pytest.fixture
async def writer(server: OfficeServer) -> AsyncIterator[Writer]:
    async with connected(server, OFFICE, "intake") as client:
        yield Writer(client)


@pytest.fixture
def desk(server: OfficeServer, tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "auditor", server.nats.url, server.credentials, OFFICE)


async def test_each_opening_names_who_when_and_why(writer: Writer, desk: Desk) -> None:
    await writer.register("a", "b")
    opened = identity_opened(purpose="klarifikasi")
    await writer.write("b", opened, actor=HEAD, recorded_at=LATER)
    await writer.erase("a")

    found, _ = await openings(desk.session, desk.door, OFFICE, None, untold)

    told = [(line.what, line.pengaduan_id, line.actor, line.why, line.keys) for line in found.lines]
    assert told[0] == ("IdentityOpened", "b", HEAD, "klarifikasi", 0)
    assert (told[1][0], told[1][1], told[1][3:]) == ("IdentityErased", "a", ("uu", 1))
    assert [line.number for line in found.lines] == [number_of("KPR", 2026, 2), FIRST]
    assert (found.lines[0].recorded_at, found.findings) == (LATER, ())
    assert "klarifikasi" in printed(audit_identity_parts(found, WIB), width=160)


async def test_one_complaints_openings_stand_alone(writer: Writer, desk: Desk) -> None:
    await writer.register("a", "b")
    for id_ in ("a", "b"):
        await writer.write(id_, identity_opened())

    found, _ = await openings(desk.session, desk.door, OFFICE, FIRST, untold)

    assert [line.pengaduan_id for line in found.lines] == ["a"]


async def test_what_was_said_about_an_opening_stays_sealed_until_it_is_gone(
    writer: Writer, desk: Desk
) -> None:
    await writer.register("a")
    box = Box(key="k-a", nonce=bytes(12), data=b"sealed")
    await writer.write("a", identity_opened(sealed=Sealed(content=box)))
    before, _ = await openings(desk.session, desk.door, OFFICE, None, untold)
    await writer.erase("a")
    after, _ = await openings(desk.session, desk.door, OFFICE, None, untold)

    assert [found.lines[0].words for found in (before, after)] == [SEALED, ERASED]


async def test_an_office_where_nobody_looked_says_so(writer: Writer, desk: Desk) -> None:
    await writer.register("a")

    found, _ = await openings(desk.session, desk.door, OFFICE, None, untold)

    assert "Tidak ada." in printed(audit_identity_parts(found, WIB))


async def test_everybody_is_listed_in_each_role_with_first_and_last_time(
    writer: Writer, desk: Desk
) -> None:
    await writer.register("a", "b")
    await writer.write("b", note_added(), actor=HEAD, recorded_at=LATER)
    await writer.write("b", note_added(), actor=HEAD, recorded_at=LATER + dt.timedelta(hours=1))

    found, _ = await writers(desk.session, desk.door, OFFICE, None, untold)

    head, officer = found.people
    assert (head.id, head.role, head.via, head.commits) == ("ketua_1", "ketua_tim", "portal", 2)
    assert (head.first_at, head.last_at) == (LATER, LATER + dt.timedelta(hours=1))
    assert (officer.id, officer.commits) == ("petugas-01", 6)
    assert "ketua_tim" in printed(audit_people_parts(found, WIB), width=160)


async def test_who_came_later_is_not_listed_at_an_earlier_day(writer: Writer, desk: Desk) -> None:
    await writer.register("a")
    await writer.write("a", note_added(), actor=HEAD, recorded_at=LATER)

    found, _ = await writers(desk.session, desk.door, OFFICE, f"{MOMENT:%Y-%m-%d}", untold)

    assert [person.id for person in found.people] == ["petugas-01"]


async def test_a_list_of_a_damaged_history_says_that_it_is_damaged(
    writer: Writer, desk: Desk
) -> None:
    await writer.register("a")
    await writer.write("a", prev="0" * 64)

    people, _ = await writers(desk.session, desk.door, OFFICE, None, untold)
    identity, _ = await openings(desk.session, desk.door, OFFICE, "a", untold)

    codes = [[finding.code for finding in found.findings] for found in (people, identity)]
    assert codes == [["chain_broken"], ["chain_broken"]]
    assert "TIDAK UTUH: 1 temuan." in printed(audit_people_parts(people, WIB), width=160)


async def test_the_auditors_own_marks_are_compared_the_next_time(
    writer: Writer, desk: Desk, tmp_path: Path
) -> None:
    marks = tmp_path / "marks"
    await writer.register("a")
    first = await check(desk.session, desk.door, OFFICE, marks, untold)
    await writer.write("a")
    second = await check(desk.session, desk.door, OFFICE, marks, untold)

    assert first.compared_with is None
    assert second.compared_with is not None
    assert (second.whole, second.compared_with.position, second.keys_checked) == (True, 3, None)


async def test_a_check_without_marks_leaves_nothing_behind(writer: Writer, desk: Desk) -> None:
    await writer.register("a")

    report = await check(desk.session, desk.door, OFFICE, None, untold)

    assert report.whole
    assert [path.name for path in desk.folder.iterdir()] == ["auditor.nk"]


async def test_another_offices_auditor_learns_nothing(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(describe, "PATIENCE_SECONDS", 0.5)
    desk = desk_at(tmp_path / "banten", server.nats.url, server.credentials, "banten")

    with pytest.raises(AuditorUnansweredError):
        await history(desk.session, desk.door, OFFICE, FIRST, None)


async def test_a_seed_that_the_server_does_not_know_is_refused(
    server: OfficeServer, tmp_path: Path
) -> None:
    strange = Credentials(tmp_path / "strange")
    strange.ensure([OFFICE])
    desk = desk_at(tmp_path / "auditor", server.nats.url, strange, OFFICE)

    with pytest.raises(CredentialRefusedError):
        await history(desk.session, desk.door, OFFICE, FIRST, None)


async def test_a_seed_alone_does_not_say_where(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SERVER, raising=False)
    door = Door(auditor_seed=desk.door.auditor_seed)

    with pytest.raises(AuditServerMissingError):
        await history(desk.session, door, OFFICE, FIRST, None)


@pytest.mark.parametrize("text", ["", "SUAM", "x" * 58, "é"])
def test_a_file_without_a_seed_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "auditor.nk"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(AuditorSeedUnreadableError):
        SeedFile(file).seed(OFFICE, "auditor")


def test_one_seed_is_nobody_elses(desk: Desk) -> None:
    assert desk.door.auditor_seed is not None
    with pytest.raises(MissingCredentialError):
        SeedFile(desk.door.auditor_seed).seed(OFFICE, "intake")


@pytest.mark.parametrize(
    "tokens",
    [
        ["audit", "bogus"],
        ["audit", "show", OFFICE],
        ["audit", "show", "nowhere", FIRST],
        ["audit", "show", "NO.WHERE", FIRST],
        ["audit", "export", OFFICE],
        ["audit", "verify", OFFICE, "--auditor-seed", "/nowhere.nk", "--server", "nats://x"],
        ["audit", "verify", OFFICE, "--auditor-seed", "/nowhere.nk"],
    ],
    ids=" ".join,
)
def test_bad_input_is_refused_before_anything_starts(
    tokens: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SERVER, raising=False)

    assert main([*tokens, "--home", str(tmp_path / "home")]) == REFUSED
    assert not (tmp_path / "home").exists()
