"""OPDs that come and go while the whole embedded system runs."""

import asyncio
import stat
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Literal

import nats.errors
import pytest
import pytest_asyncio

from cli.commands.opd import opd as opd_command
from cli.errors import OPDConnectedError, OPDNotConnectedError, SeedFileExistsError
from cli.session import Session
from cli.up import Endpoint
from runtime import ids
from runtime.home import Home
from runtime.refusals import UnknownCodeError
from runtime.topology import OPD_PREFIX
from schemas import queries as ask
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.views import HistoryView
from tests.opd.kit import SECONDS, outsider
from tests.support.life import HEAD, Life
from tests.support.system import ROOT, Officer, officer_of, running_system
from tests.support.values import REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
CLIENT = ROOT / "examples" / "opd_client.py"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(home: Home) -> AsyncIterator[Endpoint]:
    async with running_system(home.root) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield officer


async def change(
    home: Home, what: Literal["add", "rotate", "revoke"], code: str, to: Path | None = None
) -> str:
    """Do it as the command line does; answers the new seed."""
    await opd_command(what, OFFICE, code, to=to, session=Session(home.root))
    return to.read_text().strip() if to else ""


async def disposed_to(kampar: Officer, code: str, **fields: Any) -> Life:
    """A complaint that an OPD is asked about."""
    life = Life(kampar)
    await life.begin()
    to = settle.To(kind="opd", code=code)
    await life.tell(settle.Dispose, HEAD, to=to, summary="Izin apotek belum terbit.", **fields)
    return life


def about(life: Life, **fields: Any) -> dict[str, Any]:
    return {
        "command_id": ids.new_id(),
        "pengaduan_id": life.pengaduan_id,
        "disposition_id": 1,
        **fields,
    }


async def test_the_example_takes_accepts_and_clarifies(
    home: Home, endpoint: Endpoint, kampar: Officer, tmp_path: Path
) -> None:
    seed = tmp_path / "dinkes.nk"
    await change(home, "add", "dinkes", seed)
    life = await disposed_to(kampar, "dinkes")

    client = await asyncio.create_subprocess_exec(
        sys.executable, CLIENT, endpoint.url, OFFICE, "dinkes", seed, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await asyncio.wait_for(client.communicate(), 60)

    assert said.decode().split("\n") == [
        f"Accept {life.number} done ",
        f"ReadDisposition {life.number} done ",
        "Izin apotek belum terbit.",
        f"Clarify {life.number} done ",
        "",
    ]
    history = await kampar.see_when(
        ask.ShowCase(pengaduan_id=life.pengaduan_id),
        HistoryView,
        lambda found: any(line.type == "Clarified" for line in found.events),
    )
    by_opd = [
        (line.type, line.actor.kind, line.actor.id, line.actor.via)
        for line in history.events
        if line.actor.kind == "opd"
    ]
    assert by_opd == [
        ("DispositionAccepted", "opd", "dinkes", f"{OPD_PREFIX}dinkes"),
        ("DispositionRead", "opd", "dinkes", f"{OPD_PREFIX}dinkes"),
        ("Clarified", "opd", "dinkes", f"{OPD_PREFIX}dinkes"),
    ]


async def test_an_opd_can_give_its_disposition_back_and_not_close(
    home: Home, endpoint: Endpoint, kampar: Officer, tmp_path: Path
) -> None:
    seed = await change(home, "add", "pupr", tmp_path / "seed")
    life = await disposed_to(kampar, "pupr")
    async with outsider(endpoint.url, OFFICE, "pupr", seed) as pupr:
        command = about(life) | {"outcome": "terbukti", "text": "Selesai."}
        del command["disposition_id"]
        closed = await pupr.say("Close", **command)
        returned = await pupr.say("Return", **about(life, reason="kurang_data", text="Kurang."))
    assert (closed["code"], returned["type"]) == ("not_permitted", "done")


async def test_an_opd_cannot_speak_of_anothers_disposition(
    home: Home, endpoint: Endpoint, kampar: Officer, tmp_path: Path
) -> None:
    seed = await change(home, "add", "dlh", tmp_path / "seed")
    life = await disposed_to(kampar, "dishub")
    async with outsider(endpoint.url, OFFICE, "dlh", seed) as dlh:
        answers = [
            await dlh.say("Accept", **about(life)),
            await dlh.say("Return", **about(life, reason="kurang_data", text="Kurang.")),
            await dlh.say("Clarify", **about(life, text="Sudah.")),
            await dlh.say("ReadDisposition", **about(life)),
        ]
    assert {answer["code"] for answer in answers} == {"not_your_disposition"}


async def test_an_opd_reads_a_long_complaint_in_one_answer(
    home: Home, endpoint: Endpoint, kampar: Officer, tmp_path: Path
) -> None:
    seed = await change(home, "add", "bapenda", tmp_path / "seed")
    life = await disposed_to(kampar, "bapenda", grant="content")
    for _ in range(4):
        await life.tell(say.AddMessage, channel="website", text="x" * 20_000)
    async with outsider(endpoint.url, OFFICE, "bapenda", seed) as bapenda:
        read = await bapenda.say("ReadDisposition", **about(life))
    content = read["disposition"]["content"]
    assert content["text"] == REPORTER_TEXT
    assert len(content["messages"]) == 5
    await change(home, "revoke", "bapenda")


async def test_an_opd_that_is_revoked_is_cut_at_once(
    home: Home, endpoint: Endpoint, kampar: Officer, tmp_path: Path
) -> None:
    seed = await change(home, "add", "bapenda", tmp_path / "seed")
    async with outsider(endpoint.url, OFFICE, "bapenda", seed) as bapenda:
        await change(home, "revoke", "bapenda")
        await asyncio.wait_for(bapenda.gone.wait(), SECONDS)
    with pytest.raises(nats.errors.Error, match="Authorization Violation"):
        async with outsider(endpoint.url, OFFICE, "bapenda", seed):
            pass
    assert (await disposed_to(kampar, "bapenda")).number


async def test_a_new_key_makes_the_old_one_useless(
    home: Home, endpoint: Endpoint, kampar: Officer, tmp_path: Path
) -> None:
    old = await change(home, "add", "disbun", tmp_path / "old")
    async with outsider(endpoint.url, OFFICE, "disbun", old) as disbun:
        new = await change(home, "rotate", "disbun", tmp_path / "new")
        await asyncio.wait_for(disbun.gone.wait(), SECONDS)
    with pytest.raises(nats.errors.Error, match="Authorization Violation"):
        async with outsider(endpoint.url, OFFICE, "disbun", old):
            pass
    life = await disposed_to(kampar, "disbun")
    async with outsider(endpoint.url, OFFICE, "disbun", new) as disbun:
        [notice] = await (await disbun.inbox()).fetch(1, timeout=SECONDS)
        accepted = await disbun.say("Accept", **about(life))
    assert notice.subject.endswith(life.pengaduan_id)
    assert accepted["type"] == "done"


async def test_others_go_on_while_an_opd_is_added(
    home: Home, endpoint: Endpoint, kampar: Officer, tmp_path: Path
) -> None:
    seed = await change(home, "add", "disnaker", tmp_path / "first")
    async with outsider(endpoint.url, OFFICE, "disnaker", seed) as disnaker:
        waiting = asyncio.create_task((await disnaker.inbox()).fetch(1, timeout=SECONDS))
        await change(home, "add", "diskominfo", tmp_path / "second")
        life = await disposed_to(kampar, "disnaker")
        [notice] = await waiting
        assert disnaker.errors.empty()
    assert notice.subject.endswith(life.pengaduan_id)


async def test_no_connection_of_the_office_is_cut_by_a_change(
    home: Home, endpoint: Endpoint, tmp_path: Path
) -> None:
    log = home.logs / "tuntas.log"
    before = log.stat().st_size
    await change(home, "add", "inspektorat", tmp_path / "first")
    await change(home, "rotate", "inspektorat", tmp_path / "second")
    await change(home, "revoke", "inspektorat")
    assert "nats_disconnected" not in log.read_text()[before:]


async def test_an_opd_that_is_added_while_nothing_runs_is_known_at_every_start(
    tmp_path: Path,
) -> None:
    resting = Home(tmp_path / "home")
    seed = await change(resting, "add", "dinkes", tmp_path / "seed")
    async with running_system(resting.root) as endpoint, officer_of(endpoint, OFFICE) as officer:
        life = await disposed_to(officer, "dinkes")
        async with outsider(endpoint.url, OFFICE, "dinkes", seed) as dinkes:
            [notice] = await (await dinkes.inbox()).fetch(1, timeout=SECONDS)
    assert notice.subject.endswith(life.pengaduan_id)


async def test_the_seed_is_for_its_owner_only_and_kept_nowhere_else(
    home: Home, endpoint: Endpoint, tmp_path: Path
) -> None:
    path = tmp_path / "seed"
    seed = await change(home, "add", "disperindag", path)
    files = [file for file in home.root.rglob("*") if file.is_file()]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file for file in files if seed.encode() in file.read_bytes()] == []


async def test_an_opd_that_the_policy_does_not_name_is_refused(
    home: Home, endpoint: Endpoint, tmp_path: Path
) -> None:
    with pytest.raises(UnknownCodeError):
        await change(home, "add", "bpbd", tmp_path / "seed")
    assert not (tmp_path / "seed").exists()


async def test_an_opd_is_added_once_and_changed_only_when_it_is_there(
    home: Home, endpoint: Endpoint, tmp_path: Path
) -> None:
    await change(home, "add", "disdukcapil", tmp_path / "seed")
    with pytest.raises(OPDConnectedError):
        await change(home, "add", "disdukcapil", tmp_path / "again")
    with pytest.raises(SeedFileExistsError):
        await change(home, "rotate", "disdukcapil", tmp_path / "seed")
    await change(home, "revoke", "disdukcapil")
    with pytest.raises(OPDNotConnectedError):
        await change(home, "revoke", "disdukcapil")


async def test_the_list_names_who_is_connected(
    home: Home, endpoint: Endpoint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = home.credentials.opds.codes(OFFICE)
    await opd_command("list", OFFICE, session=Session(home.root))
    printed = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in printed] == list(codes)
