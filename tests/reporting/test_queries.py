"""Every question is answered, whoever asks and whatever the bytes say."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import queries as ask
from schemas.answers import Refused
from schemas.base import Position
from schemas.views import Answer, CaseList
from tests.reporting.test_views import running
from tests.reporting.world import World, pengaduan_id

SUBJECT = "tanya.bengkalis.cli.Rekap"
FIXTURES = [HealthCheck.function_scoped_fixture]


async def refusal(world: World, subject: str, payload: bytes) -> Refused:
    answer = msgspec.json.decode(await world.desk.answer(subject, payload), type=Answer)
    assert isinstance(answer, Refused)
    return answer


@pytest.mark.parametrize(
    ("payload", "path"),
    [
        (b"", "$"),
        (b"{", "$"),
        (b"\xff\xfe", "$"),
        (b"[]", "$"),
        (b'{"type":"Rekap"}', "$"),
        (b'{"type":"Rekap","period":2023}', "$.period"),
        (b'{"type":"Rekap","period":"2023","rahasia":"x"}', "$"),
        (b'{"type":"DropTables"}', "$.type"),
        (b'{"type":"ListCases","filter":{"channel":"MEJA"}}', "$.filter.channel"),
        (b'{"type":"ListCases","limit":100000}', "$.limit"),
    ],
)
async def test_bad_bytes_are_answered_with_their_place(
    memory_world: World, payload: bytes, path: str
) -> None:
    refused = await refusal(memory_world, SUBJECT, payload)

    assert (refused.code, refused.fields["path"]) == ("unreadable_query", path)


@settings(deadline=None, suppress_health_check=FIXTURES)
@given(st.binary(max_size=200))
async def test_any_bytes_are_answered(memory_world: World, payload: bytes) -> None:
    await refusal(memory_world, SUBJECT, payload)


@settings(deadline=None, suppress_health_check=FIXTURES)
@given(st.text(min_size=1, max_size=60))
async def test_any_text_can_be_searched_for(memory_world: World, text: str) -> None:
    payload = msgspec.json.encode({"type": "Search", "text": text})
    answer = await memory_world.desk.answer("tanya.bengkalis.cli.Search", payload)

    assert isinstance(msgspec.json.decode(answer, type=Answer), CaseList | Refused)


async def test_a_lone_surrogate_in_a_search_is_answered(memory_world: World) -> None:
    payload = b'{"type":"Search","text":"\\ud800x"}'
    answer = await memory_world.desk.answer("tanya.bengkalis.cli.Search", payload)

    assert isinstance(msgspec.json.decode(answer, type=Answer), CaseList | Refused)


@pytest.mark.parametrize("subject", ["", "tanya", "tanya.bengkalis.cli", "perintah.a.b.c.d"])
async def test_a_strange_address_is_answered(memory_world: World, subject: str) -> None:
    refused = await refusal(memory_world, subject, b'{"type":"Status"}')

    assert refused.code == "unreadable_subject"


async def test_the_address_and_the_body_must_name_one_question(memory_world: World) -> None:
    assert (await refusal(memory_world, SUBJECT, b'{"type":"Status"}')).code == "query_mismatch"


@pytest.mark.parametrize("query", ask.ReportingQuery.__args__)
async def test_an_opd_may_ask_nothing_here(memory_world: World, query: type[ask.Query]) -> None:
    subject = f"tanya.bengkalis.opd_dinkes.{query.__name__}"

    assert (await refusal(memory_world, subject, b"{}")).code == "not_permitted"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (ask.Rekap(period="kemarin"), "bad_period"),
        (ask.ListCases(filter=ask.CaseFilter(period="2023-13")), "bad_period"),
        (
            ask.Rekap(period="2023", as_of=msgspec.convert("2026-11-23", ask.dt.date)),
            "as_of_in_future",
        ),
        (
            ask.Rekap(period="2023", as_of=msgspec.convert("9999-12-31", ask.dt.date)),
            "as_of_in_future",
        ),
        (ask.ShowCase(), "nothing_asked"),
        (ask.ShowCase(pengaduan_id=pengaduan_id(404)), "unknown_complaint"),
        (ask.ShowCase(number="x"), "unknown_complaint"),
        (ask.ShowCase(number="BKS-2023-000001-0"), "mistyped_number"),
        (ask.Search(text="BKS-2023-000001-0"), "mistyped_number"),
        (ask.Status(min_position=Position(stream="X", sequence=1)), "other_stream"),
    ],
)
async def test_what_cannot_be_answered_is_refused_with_a_sentence(
    memory_world: World, query: ask.ReportingQuery, code: str
) -> None:
    refused = await memory_world.ask(query, Refused)

    assert refused.code == code
    assert refused.sentence.endswith(".")


async def test_a_question_waits_until_the_view_shows_what_was_written(world: World) -> None:
    async with running(world.keeper):
        await world.say(1, await world.received(1, "2023-01-01"))
        query = ask.ListCases(min_position=await world.position())
        found = await world.ask(query, CaseList)

    assert found.total == 1


async def test_a_list_comes_in_pages(world: World) -> None:
    for n in range(1, 6):
        await world.say(n, await world.received(n, f"2023-01-0{6 - n}"))
    await world.keeper.catch_up()
    first = await world.ask(ask.ListCases(limit=2), CaseList)
    last = await world.ask(ask.ListCases(limit=2, offset=4), CaseList)

    assert first.total == 5
    assert [line.received_on.day for line in first.cases if line.received_on] == [1, 2]
    assert [line.received_on.day for line in last.cases if line.received_on] == [5]
