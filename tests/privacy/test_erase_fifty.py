"""Fifty of two hundred reporters are erased: nothing of them is left, and nothing else changed."""

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio
from msgspec.structs import replace

from cli.ask import Asker, asker
from cli.commands.backup import backup
from cli.privacy.erasing import erase
from cli.privacy.finding import complaints_of
from cli.privacy.person import Person
from cli.restoring import restore_home
from cli.session import Session
from cli.up import Endpoint
from engine.vault_rows import key_states
from runtime import ids
from runtime.connect import connect
from runtime.credentials import AUDITOR
from runtime.history import CODEC
from runtime.home import Home
from runtime.office import Office
from runtime.topology import event_stream
from runtime.verify import verify
from schemas import queries as ask
from schemas.base import Position
from schemas.commands import register
from schemas.rekap import RekapView
from schemas.views import CaseList, HistoryView, ReplayView
from tests.privacy.crowd import (
    IMPORTED,
    SAID,
    Reporter,
    receive_all,
    register_of,
    words_in,
)
from tests.support.figures import figures_in
from tests.support.streams import stored_in
from tests.support.system import Officer, end_of, officer_of, running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
GONE = "[dihapus]"
BASIS = "permintaan_pelapor"
SPEAKERS = [Reporter(n) for n in range(SAID)]
LISTED = [Reporter(n) for n in range(SAID, SAID + IMPORTED)]
EVERYBODY = [*SPEAKERS, *LISTED]
ERASED = [*SPEAKERS[:35], *LISTED[:15]]
KEPT = [*SPEAKERS[35:], *LISTED[15:]]
YEARS = ("2023", "2026")


class Aftermath(NamedTuple):
    """What was there before, and where to look for what is left."""

    root: Path
    endpoint: Endpoint
    backups: Path
    rekaps: list[RekapView]
    end: Position
    again: str
    pengaduan_ids: dict[Reporter, str]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(root: Path) -> AsyncIterator[Endpoint]:
    async with running_system(root) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield officer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def after(
    root: Path, endpoint: Endpoint, kampar: Officer, tmp_path_factory: pytest.TempPathFactory
) -> Aftermath:
    report = await kampar.import_register(register_of(LISTED))
    assert report["added"] == IMPORTED
    changed = register_of(LISTED).replace(b"belum terbit juga", b"belum terbit sampai kini")
    again = await kampar.import_register(changed)
    assert len(again["differences"]) == IMPORTED
    done = await receive_all(kampar, SPEAKERS)
    last = max(each.position.sequence for each in done.values() if each.position is not None)
    end = replace(end_of(report), sequence=last)
    rekaps = await rekaps_of(kampar, end)
    backups = tmp_path_factory.mktemp("backups")
    await back_up(root, backups / "before")
    async with asker(endpoint, OFFICE) as said:
        pengaduan_ids = {each: await erased(said, each) for each in ERASED}
    await back_up(root, backups / "after")
    return Aftermath(root, endpoint, backups, rekaps, end, again["import_id"], pengaduan_ids)


async def back_up(root: Path, folder: Path) -> None:
    to, vault_to = folder / "events", folder / "keys"
    assert await backup(to=to, vault_to=vault_to, session=Session(root)) == 0


async def erased(said: Asker, reporter: Reporter) -> str:
    """Erase one as the command does, found now by this, now by that."""
    ways = {"phone": reporter.phone}
    if reporter in SPEAKERS:
        ways |= {"nik": reporter.nik, "email": reporter.email.upper()}
    way = list(ways)[reporter.n % len(ways)]
    (case,) = await complaints_of(said, Person(way, (ways[way],)))
    (done,) = (await erase(said, BASIS, [case])).cases
    assert done.state == "erased", done
    return case.pengaduan_id


async def rekaps_of(officer: Officer, at: Position) -> list[RekapView]:
    found = [
        await officer.see(ask.Rekap(period=year, min_position=at), RekapView) for year in YEARS
    ]
    # The monitor starts clocks meanwhile, of those who stay and of those who go.
    return [replace(each, clocks=()) for each in found]


async def nobody_is_found(officer: Officer, reporters: list[Reporter]) -> None:
    texts = [text for each in reporters for text in (each.phone, each.name, each.nik)]
    totals = await asyncio.gather(*(total_of(officer, text) for text in texts))

    assert dict(zip(texts, totals, strict=True)) == dict.fromkeys(texts, 0)


async def total_of(officer: Officer, text: str) -> int:
    return (await officer.see(ask.Search(text=text), CaseList)).total


async def words_of(officer: Officer, pengaduan_id: str) -> set[str]:
    history = await officer.see(ask.ShowCase(pengaduan_id=pengaduan_id), HistoryView)
    assert history.case.erased
    assert history.chain_intact
    return {part.value for line in history.events for part in (*line.identity, *line.words)}


async def test_fifty_were_erased(after: Aftermath) -> None:
    assert len(set(after.pengaduan_ids.values())) == 50


async def test_none_of_them_is_found_any_more(kampar: Officer, after: Aftermath) -> None:
    await nobody_is_found(kampar, list(after.pengaduan_ids))


async def test_every_other_is_still_found(kampar: Officer, after: Aftermath) -> None:
    assert len(after.pengaduan_ids) + len(KEPT) == len(EVERYBODY)
    totals = await asyncio.gather(*(total_of(kampar, each.phone) for each in KEPT))

    assert totals == [1] * len(KEPT)


async def test_not_a_word_of_them_can_be_read(kampar: Officer, after: Aftermath) -> None:
    for pengaduan_id in after.pengaduan_ids.values():
        assert await words_of(kampar, pengaduan_id) == {GONE}


async def test_no_report_of_an_import_quotes_them(kampar: Officer, after: Aftermath) -> None:
    shown = await kampar.say("intake", register.ShowImport(import_id=after.again))
    quoted = {each["pengaduan_id"]: {each["before"], each["now"]} for each in shown["differences"]}
    gone = {quoted.pop(each) == {GONE} for each in after.pengaduan_ids.values() if each in quoted}

    assert gone == {True}
    assert len(quoted) == IMPORTED - 15
    assert all(GONE not in words for words in quoted.values())


async def test_every_count_is_as_before(kampar: Officer, after: Aftermath) -> None:
    for before, now in zip(after.rekaps, await rekaps_of(kampar, after.end), strict=True):
        assert list(figures_in(now)) == list(figures_in(before))
    assert sum(each.total.count for each in after.rekaps) == len(EVERYBODY)


async def test_every_key_of_theirs_is_gone_and_no_other(after: Aftermath) -> None:
    client = await connect(after.endpoint.url, after.endpoint.credentials, OFFICE, AUDITOR)
    office = Office(OFFICE, (after.endpoint.url,), Home(after.root))
    try:
        stored = await stored_in(client, event_stream(OFFICE))
        commits = [CODEC.decode(each.payload) for each in stored]
        theirs = set(after.pengaduan_ids.values())
        keys = {
            box.key: commit.pengaduan_id in theirs
            for commit in commits
            for event in commit.events
            for box in (event.sealed.identity, event.sealed.content)
            if box is not None
        }
        states = await key_states(await office.database("vault"), keys)
    finally:
        await office.close()
        await client.close()

    assert sum(keys.values()) == 2 * len(ERASED)
    assert {key: state is not None for key, state in states.items()} == keys


async def test_the_history_is_whole(after: Aftermath) -> None:
    client = await connect(after.endpoint.url, after.endpoint.credentials, OFFICE, AUDITOR)
    office = Office(OFFICE, (after.endpoint.url,), Home(after.root))
    try:
        vault = await office.database("vault")
        report = await verify(client, OFFICE, key_states=lambda keys: key_states(vault, keys))
    finally:
        await office.close()
        await client.close()

    assert (report.findings, report.complaints) == ((), len(EVERYBODY))


async def test_everything_replays(kampar: Officer, after: Aftermath) -> None:
    replay_id = ids.new_id()
    await kampar.see(ask.StartReplay(replay_id=replay_id, min_position=after.end), ReplayView)
    query = ask.ShowReplay(replay_id=replay_id)
    done = await kampar.see_when(query, ReplayView, lambda found: found.state != "running")

    assert (done.state, done.failure, done.equal) == ("done", None, True)


async def test_what_is_searched_for_would_be_found() -> None:
    for said in (text for each in EVERYBODY for text in each.said):
        assert words_in(f"a{said}b".encode()), said
    for each in EVERYBODY:
        assert words_in(base64.b64encode(f"ab {each.name} ".encode()))


@pytest.mark.parametrize("place", ["root", "backups"])
async def test_no_file_holds_a_word_of_anybody(after: Aftermath, place: str) -> None:
    folder: Path = getattr(after, place)
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {str(path): words for path in files if (words := words_in(path.read_bytes()))}

    assert found == {}
    assert len(files) > 10


async def test_a_vault_from_before_opens_nothing_of_them_after_a_restore(
    after: Aftermath, tmp_path: Path
) -> None:
    home = Home(tmp_path / "restored")
    shutil.copytree(after.root / "secrets", home.root / "secrets")
    restored = await restore_home(
        home,
        after.backups / "after" / "events",
        after.backups / "before" / "keys",
        say=lambda _: None,
        advance=lambda _done, _total: None,
    )
    (vault,) = (each for each in restored.vaults or () if each.office == OFFICE)

    assert all(report.whole for report in restored.reports)
    assert vault.again == 2 * len(ERASED)
    async with running_system(home.root) as endpoint, officer_of(endpoint, OFFICE) as officer:
        await officer.see(ask.Rekap(period="2026", min_position=after.end), RekapView)
        await nobody_is_found(officer, ERASED[::5])
        for pengaduan_id in list(after.pengaduan_ids.values())[::5]:
            assert await words_of(officer, pengaduan_id) == {GONE}
