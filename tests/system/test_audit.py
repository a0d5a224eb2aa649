"""An auditor on another machine: one seed in an empty folder, and a real system to look at."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import nats
import pytest
import pytest_asyncio
from nats.aio.client import Client

from cli.audit.standing import CLOCK
from cli.exits import OK
from cli.up import Endpoint
from runtime import topology as t
from runtime.credentials import AUDITOR
from schemas import queries as ask
from schemas.views import HistoryView
from tests.support.life import Life, whole_life
from tests.support.system import ROOT, Officer, officer_of, running_system
from tests.support.values import REPORTER_NAME, REPORTER_PHONE, REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
EVENTS = t.event_stream(OFFICE)
VERDICTS = {
    "running": "berjalan",
    "paused": "dijeda",
    "met": "tepat waktu",
    "missed": "terlambat",
}


class Auditor(NamedTuple):
    """A folder that holds one seed, and where the server is."""

    folder: Path
    url: str

    async def run(self, *tokens: str) -> tuple[int, str, str]:
        """Run one command line with that seed alone; answers exit code and what was printed."""
        door = ("--auditor-seed", str(self.folder / "auditor.nk"), "--server", self.url)
        home = ("--home", str(self.folder / "home"))
        command = [sys.executable, "-P", "-m", "cli", "audit", *tokens, *door, *home]
        named = {name: value for name, value in os.environ.items() if "TUNTAS" not in name}
        done = await asyncio.to_thread(
            subprocess.run,
            command,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={**named, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    async def ask(self, *tokens: str) -> dict[str, Any]:
        """The JSON that a command line answers, all being well."""
        code, out, said = await self.run(*tokens, "--json")
        assert code == OK, said
        answer: dict[str, Any] = json.loads(out)
        return answer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    async with running_system(tmp_path_factory.mktemp("home")) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield officer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def seen(kampar: Officer) -> HistoryView:
    """A whole life as the office's own service tells it, once its clocks are judged."""
    original = Life(kampar)
    await original.begin()
    life = await whole_life(kampar, original)
    query = ask.ShowCase(pengaduan_id=life.pengaduan_id)
    return await kampar.see_when(query, HistoryView, judged)


def judged(found: HistoryView) -> bool:
    """Whether the monitor has seen the last closing; before it came by there are no clocks."""
    clocks = {line.clock: line.verdict for line in found.case.clocks}
    return "settle-2" in clocks and "running" not in clocks.values()


@pytest.fixture
def auditor(endpoint: Endpoint, tmp_path: Path) -> Auditor:
    seed = endpoint.credentials.seed(OFFICE, AUDITOR)
    (tmp_path / "auditor.nk").write_text(seed, encoding="ascii")
    return Auditor(tmp_path, endpoint.url)


async def test_one_seed_in_an_empty_folder_shows_a_whole_history(
    auditor: Auditor, seen: HistoryView
) -> None:
    found = await auditor.ask("show", OFFICE, seen.case.number)

    told = [(c["version"], e["type"]) for c in found["commits"] for e in c["events"]]
    # The monitor may have written on since: what the service told must stand there as it told it.
    assert told[: len(seen.events)] == [(event.version, event.type) for event in seen.events]
    assert (found["broken_at"], found["number"]) == (None, seen.case.number)
    assert [path.name for path in auditor.folder.iterdir()] == ["auditor.nk"]


async def test_nothing_of_the_reporter_can_be_read_by_it(
    auditor: Auditor, seen: HistoryView
) -> None:
    code, page, said = await auditor.run("show", OFFICE, seen.case.number)

    assert (code, "[tersegel]" in page, "WIB" in page) == (OK, True, True), said
    assert [w for w in (REPORTER_NAME, REPORTER_PHONE, REPORTER_TEXT) if w in page] == []


async def test_a_replay_ends_where_the_service_sees_the_case(
    auditor: Auditor, seen: HistoryView
) -> None:
    standing = (await auditor.ask("replay", OFFICE, seen.case.number))["standing"]

    case = seen.case
    clocks = {
        f"{CLOCK}{c.clock}": f"{c.due_on.isoformat()} {VERDICTS[c.verdict]}" for c in case.clocks
    }
    assert standing["status"] == case.status
    assert {f: v for f, v in standing.items() if f.startswith(CLOCK)} == clocks
    assert [
        standing.get(f) for f in ("severity", "category", "sector", "outcome", "duplicate_of")
    ] == [
        case.severity,
        case.category,
        case.sector,
        case.outcome,
        case.duplicate_of,
    ]


async def test_the_office_is_found_whole_without_its_keys(
    auditor: Auditor, seen: HistoryView
) -> None:
    report = await auditor.ask("verify", OFFICE)

    assert (report["findings"], report["complaints"], report["keys_checked"]) == ([], 2, None)


async def test_everybody_who_wrote_is_named_with_their_role(
    auditor: Auditor, seen: HistoryView
) -> None:
    people = (await auditor.ask("people", OFFICE))["people"]

    named = {(person["kind"], person["id"], person["role"]) for person in people}
    assert {
        ("petugas", "operator_1", "petugas"),
        ("petugas", "ketua_1", "ketua_tim"),
    } <= named
    assert "sistem" in {kind for kind, _, _ in named}


async def test_a_bundle_is_checked_by_its_own_program(auditor: Auditor, seen: HistoryView) -> None:
    made = await auditor.ask("export", OFFICE, "--to", "bundle")
    (auditor.folder / "auditor.nk").unlink()

    program = auditor.folder / "bundle" / "verify_bundle.py"
    command = [sys.executable, "-I", str(program), "--manifest-sha256", made["manifest_sha256"]]
    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, env={}, check=False
    )

    assert (done.returncode, done.stdout.splitlines()[-1]) == (OK, "UTUH"), done.stdout
    assert made["commits"] > len(seen.events) // 2


MAY_NOT_SAY = [
    t.event_subject(OFFICE, "forged"),
    t.number_subject(OFFICE, 2026),
    t.policy_subject(OFFICE, "ab12"),
    t.report_subject(OFFICE, "beku", "r1"),
    t.relay_subject(OFFICE, "dinkes", "p1"),
    t.timer_subject(OFFICE, "p1", "settle"),
    *(t.command_subject(OFFICE, by, "disposition", "Close") for by in ("cli", "portal", AUDITOR)),
    *(t.query_subject(OFFICE, by, "ShowCase") for by in ("cli", AUDITOR)),
    f"$JS.API.STREAM.PURGE.{EVENTS}",
    f"$JS.API.STREAM.UPDATE.{EVENTS}",
    f"$JS.API.STREAM.MSG.DELETE.{EVENTS}",
    f"$JS.API.CONSUMER.CREATE.{EVENTS}",
    f"$JS.API.DIRECT.GET.{t.event_stream('banten')}",
    f"{t.inbox('cli')}.x",
]


@pytest.mark.parametrize("subject", MAY_NOT_SAY)
async def test_its_credential_writes_nothing_and_commands_nobody(
    auditor: Auditor, endpoint: Endpoint, seen: HistoryView, subject: str
) -> None:
    errors: asyncio.Queue[Exception] = asyncio.Queue()
    client: Client = await nats.connect(
        auditor.url,
        nkeys_seed=str(auditor.folder / "auditor.nk"),
        inbox_prefix=t.inbox(AUDITOR),
        error_cb=errors.put,
    )
    try:
        await client.publish(subject, b"{}")
        error = await asyncio.wait_for(errors.get(), 60)
    finally:
        await client.close()

    assert "permissions violation for publish" in str(error).lower()
