"""Rubbish on every command and every query: always an answer with a code, and nothing stored."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any, get_args

import msgspec
import pytest
import pytest_asyncio

from cli.up import Endpoint
from runtime import ids
from runtime.connect import connect
from runtime.credentials import AUDITOR
from runtime.topology import audit_stream, query_subject, stream_names
from schemas import queries as ask
from schemas.base import Position
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands import outbox, register
from schemas.views import ViewStatus
from tests.support.life import HEAD, Life
from tests.support.streams import last_sequences
from tests.support.system import Officer, officer_of, running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "bengkalis"
NOBODY = "00000000-0000-7000-8000-000000000000"
UNREADABLE = {"unreadable_command", "unreadable_query"}


def names_of(union: Any) -> list[str]:
    return [cls.__name__ for cls in get_args(union)]


COMMANDS = [
    *(("intake", name) for name in names_of(say.IntakeCommand)),
    *(("intake", name) for name in names_of(register.RegisterCommand)),
    *(("disposition", name) for name in names_of(settle.DispositionCommand)),
    *(("disposition", name) for name in names_of(outbox.OutboxCommand)),
]
QUERIES = names_of(ask.ReportingQuery)


def rubbish(name: str) -> list[bytes]:
    """What no command and no query of that name reads as."""
    of_type = b'{"type":"%s",' % name.encode()
    ids_only = b'"command_id":"%s","pengaduan_id":"%s"' % ((NOBODY.encode(),) * 2)
    return [
        b"",
        b" ",
        b"\x00\xff\xfe",
        b"null",
        b"[]",
        b'"text"',
        b"12345678901234567890",
        b"{}",
        b"{" * 5_000,
        b"[" * 100_000,
        b'{"type":null}',
        b'{"type":"Bukan"}',
        of_type,
        of_type + b'"tidak_dikenal":1}',
        of_type + b'"command_id":"\\ud800","pengaduan_id":"\\ud800"}',
        of_type + b'"command_id":1,"pengaduan_id":2,"import_id":3,"replay_id":4,"limit":"x",'
        b'"period":5,"text":6,"number":7,"pengaduan_id":8,"min_position":9}',
        of_type + ids_only + b',"occurred":{"on":"2025-02-30"},"min_position":{}}',
        of_type + ids_only + b',"tidak_dikenal":"' + b"x" * 150_000 + b'"}',
        of_type + ids_only + b',"text":"' + b"x" * 20_001 + b'","limit":0,"period":""}',
        b'\xef\xbb\xbf{"type":"%s"}' % name.encode(),
    ]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    async with running_system(tmp_path_factory.mktemp("home")) as endpoint:
        yield endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bengkalis(endpoint: Endpoint) -> AsyncIterator[Officer]:
    async with officer_of(endpoint, OFFICE) as officer:
        yield officer


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def nothing_is_stored(endpoint: Endpoint) -> AsyncIterator[None]:
    """Every stream of the office ends where it ended before, save the one that records looks."""
    client = await connect(endpoint.url, endpoint.credentials, OFFICE, AUDITOR)
    streams = tuple(name for name in stream_names(OFFICE) if name != audit_stream(OFFICE))
    try:
        before = await last_sequences(client, streams)
        yield
        assert await last_sequences(client, streams) == before
    finally:
        await client.close()


def codes(answers: Iterable[dict[str, Any]]) -> set[str]:
    """The codes of the refusals; each has a sentence that says what to do."""
    listed = list(answers)
    for answer in listed:
        assert (answer["type"], bool(answer["sentence"])) == ("refused", True), answer
    return {answer["code"] for answer in listed}


@pytest.mark.parametrize(("service", "name"), COMMANDS, ids=[name for _, name in COMMANDS])
async def test_rubbish_is_no_command(bengkalis: Officer, service: str, name: str) -> None:
    answers = await asyncio.gather(
        *(bengkalis.send(service, name, payload) for payload in rubbish(name))
    )

    assert codes(answers) == {"unreadable_command"}


@pytest.mark.parametrize("name", QUERIES)
async def test_rubbish_is_no_query(bengkalis: Officer, name: str) -> None:
    answers = await asyncio.gather(*(bengkalis.ask_raw(name, payload) for payload in rubbish(name)))

    assert codes(msgspec.json.decode(answer) for answer in answers) == {"unreadable_query"}


@pytest.mark.parametrize("service", ["intake", "disposition"])
async def test_a_command_that_is_not_there_is_answered(bengkalis: Officer, service: str) -> None:
    payload = msgspec.json.encode(say.Void(command_id=NOBODY, pengaduan_id=NOBODY, text="salah"))

    answer = await bengkalis.send(service, "Bukan", payload)

    assert codes([answer]) <= {"command_mismatch", "unreadable_command"}


async def test_a_query_that_is_not_there_is_answered(bengkalis: Officer) -> None:
    answer = await bengkalis.ask_raw("Bukan", msgspec.json.encode(ask.Status()))

    assert codes([msgspec.json.decode(answer)]) == {"query_mismatch"}


BASE: dict[str, Any] = {"command_id": NOBODY, "pengaduan_id": NOBODY}
DETACHED: list[tuple[str, Any]] = [
    ("intake", say.AddMessage(**BASE, channel="website", text="x")),
    (
        "intake",
        say.AddAttachment(**BASE, attachment_id=NOBODY, digest="0" * 64, size=1, file="x"),
    ),
    ("intake", say.RequestCompletion(**BASE, missing=("name",))),
    ("intake", say.Complete(**BASE, text="x")),
    ("intake", say.Verify(**BASE)),
    ("intake", say.Classify(**BASE)),
    ("intake", say.Reject(**BASE, reason="bukan_kewenangan", text="x")),
    ("intake", say.Void(**BASE, text="x")),
    ("intake", say.SettleDoubt(**BASE, doubt="status_missing", decision="accepted", text="x")),
    ("intake", say.EraseIdentity(**BASE, by=HEAD, basis="permintaan_pelapor")),
    ("disposition", settle.Dispose(**BASE, to=settle.To(kind="unit", code="pengaduan"))),
    ("disposition", settle.Accept(**BASE, disposition_id=1)),
    ("disposition", settle.Return(**BASE, disposition_id=1, reason="kurang_data", text="x")),
    ("disposition", settle.Recall(**BASE, disposition_id=1, text="x")),
    ("disposition", settle.Clarify(**BASE, disposition_id=1, text="x")),
    ("disposition", settle.Answer(**BASE, text="x")),
    ("disposition", settle.Forward(**BASE, agency_name="Kantor lain", text="x")),
    ("disposition", settle.Confirm(**BASE)),
    ("disposition", settle.Dispute(**BASE, text="x")),
    ("disposition", settle.RequestWithdrawal(**BASE, text="x")),
    ("disposition", settle.Withdraw(**BASE)),
    ("disposition", settle.Close(**BASE, outcome="selesai", text="x")),
    ("disposition", settle.Reopen(**BASE, reason="fakta_baru", text="x")),
    ("disposition", settle.Link(**BASE, original=ids.derived_id("x"))),
    ("disposition", settle.Unlink(**BASE, text="x")),
    ("disposition", settle.AddNote(**BASE, text="x")),
    (
        "disposition",
        settle.Correct(
            **BASE, target=settle.At(version=1, index=0), field="channel", new="sms_wa", reason="x"
        ),
    ),
    ("disposition", settle.Annul(**BASE, target=settle.At(version=1, index=0), text="x")),
]


@pytest.mark.parametrize(
    ("service", "command"), DETACHED, ids=[type(command).__name__ for _, command in DETACHED]
)
async def test_a_complaint_that_nobody_knows_is_answered(
    bengkalis: Officer, service: str, command: Any
) -> None:
    answer = await bengkalis.say(service, command)

    assert codes([answer]) == {"unknown_complaint"}


@pytest.mark.parametrize(
    "command",
    [
        settle.Dispose(**BASE, to=settle.To(kind="opd", code="dinas_bulan")),
        settle.Return(**BASE, disposition_id=1, reason="entah", text="x"),
        settle.Forward(**BASE, agency="kantor_bulan", text="x"),
        settle.Close(**BASE, outcome="entah", text="x"),
    ],
    ids=["opd", "reason", "agency", "outcome"],
)
async def test_a_code_that_the_policy_does_not_have_is_answered(
    bengkalis: Officer, command: Any
) -> None:
    answer = await bengkalis.say("disposition", command)

    assert codes([answer]) == {"unknown_code"}
    assert answer["fields"]["known"]


ASKED_BADLY: list[tuple[Any, str]] = [
    (ask.Rekap(period="2023-13"), "bad_period"),
    (ask.Rekap(period="entah"), "bad_period"),
    (ask.ListCases(filter=ask.CaseFilter(period="2023-Q9")), "bad_period"),
    (ask.ShowCase(), "nothing_asked"),
    (ask.ShowCase(pengaduan_id=NOBODY), "unknown_complaint"),
    (ask.ShowCase(number="BKS-2023-000001-0"), "mistyped_number"),
    (ask.ShowReplay(replay_id=NOBODY), "unknown_replay"),
    (ask.RetryParked(pengaduan_id=NOBODY), "not_parked"),
    (ask.Status(min_position=Position(stream="PENGADUAN_banten_1", sequence=1)), "other_stream"),
    (ask.Status(min_position=Position(stream="", sequence=-(2**63))), "other_stream"),
]


@pytest.mark.parametrize(
    ("query", "code"), ASKED_BADLY, ids=[f"{type(q).__name__}-{c}" for q, c in ASKED_BADLY]
)
async def test_a_question_without_an_answer_is_answered(
    bengkalis: Officer, query: Any, code: str
) -> None:
    assert codes([await bengkalis.ask(query)]) == {code}


@pytest.mark.parametrize("sequence", [-1, -(2**63), 0])
async def test_a_position_before_the_first_waits_for_nothing(
    bengkalis: Officer, sequence: int
) -> None:
    at = Position(stream="PENGADUAN_bengkalis_1", sequence=sequence)

    assert (await bengkalis.ask(ask.Status(min_position=at)))["type"] == "status"


async def test_a_position_that_never_comes_is_answered(bengkalis: Officer) -> None:
    at = Position(stream="PENGADUAN_bengkalis_1", sequence=2**64)

    assert codes([await bengkalis.ask(ask.Status(min_position=at))]) == {"view_behind"}


async def test_an_import_that_nobody_began_is_answered(bengkalis: Officer) -> None:
    orders = [
        register.RunImport(import_id=NOBODY, parts=1, digest="0" * 64, file="x.csv"),
        register.ShowImport(import_id=NOBODY),
        register.UndoImport(import_id=NOBODY, text="x"),
    ]
    answers = [await bengkalis.say("intake", order) for order in orders]

    assert codes(answers)


async def test_another_offices_subject_reaches_nobody(bengkalis: Officer) -> None:
    with pytest.raises(TimeoutError):
        await bengkalis._client.request(
            query_subject("banten", "cli", "Status"), b"{}", timeout=0.3
        )


class TestAfterAllThis:
    """The last of the file: a life goes on as if nothing had been said."""

    @pytest_asyncio.fixture(loop_scope="module", autouse=True)
    async def nothing_is_stored(self) -> None:
        """Here something is."""

    async def test_the_services_go_on(self, bengkalis: Officer) -> None:
        life = Life(bengkalis)
        done = await life.tell(say.Receive, channel="website", text="Izin belum terbit.")
        query = ask.Status(min_position=done.position)
        status = await bengkalis.see(query, ViewStatus)

        assert (done.version, status.rows, status.parked, status.halted) == (1, 1, (), None)
