"""Reading on the whole system: it is recorded, the reporter sees it, and a breach is listed."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from cli.audit.asking import openings
from cli.audit.door import HERE
from cli.commands.identity import identity
from cli.commands.privacy_breach import breach
from cli.commands.track import track
from cli.session import Session
from cli.up import Endpoint
from schemas.commands import disposition as settle
from tests.support.life import HEAD, Life
from tests.support.system import Officer, officer_of, running_system
from tests.support.values import REPORTER_NAME, REPORTER_PHONE

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
OFFICE = "kampar"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session(tmp_path_factory.mktemp("home"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(session: Session) -> AsyncIterator[Endpoint]:
    assert session.root is not None
    async with running_system(session.root) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield officer


async def disposed(kampar: Officer) -> Life:
    life = Life(kampar)
    await life.begin()
    to = settle.To(kind="opd", code="dinkes")
    await life.tell(settle.Dispose, HEAD, to=to, summary="Izin belum terbit.")
    return life


async def test_what_an_officer_opens_the_reporter_and_the_auditor_see(
    session: Session, kampar: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    life = await disposed(kampar)
    await identity(life.number, purpose="menghubungi_pelapor", session=session)
    opened = capsys.readouterr().out
    receipt = life.done[0].receipt
    assert receipt is not None
    assert receipt.tracking_code is not None
    await track(receipt.tracking_code, session=session)
    tracked = capsys.readouterr().out
    found, _ = await openings(session, HERE, OFFICE, life.number, lambda *_: None)

    assert REPORTER_NAME in opened
    assert REPORTER_PHONE in opened
    assert "Menghubungi pelapor" in tracked
    assert REPORTER_NAME not in tracked
    assert [(line.what, line.why) for line in found.lines] == [
        ("IdentityOpened", "menghubungi_pelapor")
    ]


async def test_a_breach_is_listed_and_written_for_its_owner(
    session: Session, kampar: Officer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    life = await disposed(kampar)
    today = dt.datetime.now(dt.UTC).date()
    since, until = (today - dt.timedelta(days=1)).isoformat(), (today + dt.timedelta(days=1))
    file = tmp_path / "breach.csv"
    times = {"since": since, "until": until.isoformat()}
    await breach(OFFICE, account="opd:dinkes", csv=file, as_json=True, session=session, **times)
    printed = msgspec.json.decode(capsys.readouterr().out)
    numbers = [line["number"] for line in printed["lines"]]
    assert life.number in numbers
    assert life.number in file.read_text()
    assert (file.stat().st_mode & 0o777) == 0o600
