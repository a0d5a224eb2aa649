"""The commands about a person's data, said to a running system."""

import datetime as dt
import hashlib
import io
import stat
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from cli.commands import privacy
from cli.exits import OK, REFUSED
from cli.privacy.errors import NobodyFoundError, PersonUnsureError, RetentionUnsureError
from cli.privacy.person import Named
from cli.session import Session
from cli.up import Endpoint
from policy.load import OFFICES
from runtime.backup_manifest import FolderTakenError
from runtime.home import Home
from schemas import queries as ask
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Happened
from schemas.views import HistoryView
from tests.attachments.desk import FilesDesk
from tests.attachments.files import pdf
from tests.support.life import HEAD, Life
from tests.support.system import Officer, officer_of, running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
BASIS = "permintaan_pelapor"
LONG_AGO = Happened(on=dt.date(2015, 3, 2))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation whose Kampar has compared one of its rules with its archive schedule."""
    home = Home(tmp_path_factory.mktemp("home"))
    own = home.root / "kebijakan"
    own.mkdir()
    shipped = (OFFICES / "kampar.toml").read_text(encoding="utf-8")
    general = 'citation = "Usul sambil menunggu JRA kantor; UU 27/2022'
    head, found, tail = shipped.partition(general)
    assert found
    verified = tail.replace('"to_be_verified"', '"verified"', 1)
    (own / "kampar.toml").write_text(head + found + verified, encoding="utf-8")
    return home


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(home: Home) -> AsyncIterator[Endpoint]:
    async with running_system(home.root) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield officer


@pytest.fixture
def session(home: Home) -> Session:
    return Session(home.root)


class Terminal:
    """Somebody who types, and reads what is printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def types(self, text: str) -> None:
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))

    def read(self) -> Any:
        return msgspec.json.decode(self._capsys.readouterr().out)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


async def complaint(officer: Officer, phone: str, name: str = "Tengku Contoh") -> Life:
    life = Life(officer)
    await life.begin(say.IdentityGiven(name=name, phone=phone))
    return life


async def supervision(officer: Officer, phone: str) -> Life:
    life = Life(officer)
    classified = await life.begin(say.IdentityGiven(name="Tengku Contoh", phone=phone))
    at = settle.At(version=classified.version, index=0)
    kind = "berkadar_pengawasan"
    await life.tell(settle.Correct, HEAD, target=at, field="kind", new=kind, reason="Aparat.")
    return life


async def ended_long_ago(officer: Officer, phone: str) -> Life:
    life = await complaint(officer, phone)
    await life.tell(settle.Answer, channel="telepon_wa", text="Terbit.", occurred=LONG_AGO)
    await life.tell(
        settle.Close, HEAD, outcome="ditindaklanjuti", text="Selesai.", occurred=LONG_AGO
    )
    return life


async def shown(officer: Officer, life: Life) -> HistoryView:
    return await officer.see(ask.ShowCase(pengaduan_id=life.pengaduan_id), HistoryView)


async def test_a_dry_run_lists_and_leaves(
    kampar: Officer, session: Session, terminal: Terminal
) -> None:
    life = await complaint(kampar, "081290010001")
    terminal.types("0812-9001-0001")
    code = await privacy.erase(
        OFFICE, named=Named(phone="-"), basis=BASIS, dry_run=True, as_json=True, session=session
    )

    (case,) = terminal.read()["cases"]
    assert (code, case["number"], case["state"]) == (OK, life.number, "found")
    assert not (await shown(kampar, life)).case.erased


async def test_all_complaints_of_a_person_are_erased_but_open_supervision_cases(
    kampar: Officer, session: Session, terminal: Terminal
) -> None:
    phone = "081290010002"
    lives = [await complaint(kampar, phone), await complaint(kampar, phone)]
    kept = await supervision(kampar, phone)
    terminal.types(phone)
    code = await privacy.erase(
        OFFICE, named=Named(phone="-"), basis=BASIS, yes=True, as_json=True, session=session
    )

    cases = {each["number"]: each for each in terminal.read()["cases"]}
    assert code == REFUSED
    assert [cases[life.number]["state"] for life in lives] == ["erased", "erased"]
    assert cases[kept.number]["refused"]["code"] == "supervision_case_open"
    assert cases[kept.number]["refused"]["fields"] == {"number": kept.number}
    erased = [(await shown(kampar, life)).case.erased for life in (*lives, kept)]
    assert erased == [True, True, False]


async def test_who_was_erased_is_not_found_again(
    kampar: Officer, session: Session, terminal: Terminal
) -> None:
    life = await complaint(kampar, "081290010003")
    await privacy.erase(
        OFFICE, named=Named(number=(life.number,)), basis=BASIS, yes=True, session=session
    )
    terminal.types("081290010003")

    with pytest.raises(NobodyFoundError):
        await privacy.erase(OFFICE, named=Named(phone="-"), basis=BASIS, yes=True, session=session)


async def test_a_ground_that_the_policy_lacks_is_refused(
    kampar: Officer, session: Session, terminal: Terminal
) -> None:
    life = await complaint(kampar, "081290010004")
    number = Named(number=(life.number,))
    code = await privacy.erase(
        OFFICE, named=number, basis="bosan", yes=True, as_json=True, session=session
    )

    (case,) = terminal.read()["cases"]
    assert (code, case["refused"]["code"]) == (REFUSED, "unknown_code")


async def test_two_people_of_one_name_are_not_taken_for_one(
    kampar: Officer, session: Session, terminal: Terminal, tmp_path: Path
) -> None:
    for phone in ("081290010005", "081290010006"):
        await complaint(kampar, phone, name="Dayang Sama")
    terminal.types("dayang sama")

    with pytest.raises(PersonUnsureError):
        await privacy.export(OFFICE, named=Named(name="-"), to=tmp_path / "data", session=session)
    assert not (tmp_path / "data").exists()


async def test_a_person_is_handed_everything_and_the_history_says_so(
    kampar: Officer, session: Session, terminal: Terminal, tmp_path: Path
) -> None:
    phone, to = "081290010007", tmp_path / "data"
    other = await complaint(kampar, "081290010008")
    life = await complaint(kampar, phone, name="Wan <b>Contoh</b>")
    await life.dispose()
    await life.close()
    await life.link(other)
    terminal.types(phone)
    await privacy.export(OFFICE, named=Named(phone="-"), to=to, as_json=True, session=session)

    written = terminal.read()
    data, page = (Path(file).read_text(encoding="utf-8") for file in written["files"])
    (given,) = msgspec.json.decode(data)["complaints"]
    assert (written["numbers"], given["number"]) == ([life.number], life.number)
    assert {each["value"] for each in given["identity"]} == {"Wan <b>Contoh</b>", phone}
    assert [each["by"] for each in given["openings"]] == [given["openings"][0]["by"]]
    for text in (data, page):
        assert "Izin terbit hari ini." in text
        assert other.number not in text
        assert other.pengaduan_id not in text
        assert "operator_1" not in text
    assert "<b>" not in page
    assert {stat.S_IMODE(Path(file).stat().st_mode) for file in written["files"]} == {0o600}
    assert (await shown(kampar, life)).events[-1].type == "IdentityOpened"


async def test_the_attached_files_are_handed_over_too(
    kampar: Officer, session: Session, terminal: Terminal, tmp_path: Path
) -> None:
    life = await complaint(kampar, "081290010011")
    line = await FilesDesk(kampar).kept(life, pdf(), "surat.pdf")
    number = Named(number=(life.number,))
    await privacy.export(OFFICE, named=number, to=tmp_path / "data", as_json=True, session=session)

    *_, saved = map(Path, terminal.read()["files"])
    assert saved == tmp_path / "data" / "lampiran" / life.number / "surat.pdf"
    assert hashlib.sha256(saved.read_bytes()).hexdigest() == line.digest


async def test_a_package_is_not_written_over_another(
    kampar: Officer, session: Session, tmp_path: Path
) -> None:
    life = await complaint(kampar, "081290010009")
    (tmp_path / "data-pribadi.json").write_text("{}")

    with pytest.raises(FolderTakenError):
        await privacy.export(
            OFFICE, named=Named(number=(life.number,)), to=tmp_path, session=session
        )
    assert "IdentityOpened" not in [each.type for each in (await shown(kampar, life)).events]


async def test_what_was_erased_is_handed_over_as_erased(
    kampar: Officer, session: Session, terminal: Terminal, tmp_path: Path
) -> None:
    life = await complaint(kampar, "081290010010")
    await life.erase()
    number = Named(number=(life.number,))
    await privacy.export(OFFICE, named=number, to=tmp_path / "data", as_json=True, session=session)

    data = Path(terminal.read()["files"][0]).read_bytes()
    (given,) = msgspec.json.decode(data)["complaints"]
    assert (given["identity"], given["openings"]) == (None, [])


async def test_what_was_kept_long_enough_is_listed_then_erased(
    kampar: Officer, session: Session, terminal: Terminal
) -> None:
    lives = [await ended_long_ago(kampar, f"0812900101{n}") for n in (1, 2)]
    open_still = await complaint(kampar, "081290010113")
    await privacy.retention(OFFICE, as_json=True, session=session)
    listed = terminal.read()
    code = await privacy.retention(OFFICE, apply=True, yes=True, as_json=True, session=session)
    done = terminal.read()

    numbers = {life.number for life in lives}
    assert {each["number"] for each in listed["cases"]} == numbers
    assert {each["number"]: each["state"] for each in done["cases"]} == dict.fromkeys(
        numbers, "erased"
    )
    assert (code, done["left"]["total"]) == (OK, 0)
    erased = [(await shown(kampar, life)).case.erased for life in (*lives, open_still)]
    assert erased == [True, True, False]


async def test_a_proposal_erases_nothing(endpoint: Endpoint, session: Session) -> None:
    async with officer_of(endpoint, "bengkalis") as bengkalis:
        life = Life(bengkalis)
        given = say.IdentityGiven(name="Encik Contoh", phone="081290010114")
        await life.tell(say.Receive, channel="meja", text="Izin belum terbit.", identity=given)
        text = "Bukan kewenangan."
        await life.tell(say.Reject, reason="tidak_jelas", text=text, occurred=LONG_AGO)
        with pytest.raises(RetentionUnsureError):
            await privacy.retention("bengkalis", apply=True, yes=True, session=session)

        assert not (await shown(bengkalis, life)).case.erased
