"""A reporter answers once after a closing; what the desk enters is marked as such."""

import pytest

from runtime.ids import tracking_code, tracking_digest
from runtime.topology import survey_subject
from schemas.answers import Refused
from schemas.commands.base import Claim
from schemas.survey_queries import AnswerSurvey, GivenAnswers, GivenProfile, OfferSurvey, ShowIndex
from schemas.survey_views import IndexView, SurveyOffer, SurveyTaken
from tests.reporting.world import KEYED, World, day
from tests.support import samples as s

CODE = tracking_code(KEYED, "the command of a receipt")
REPORTER = Claim(kind="warga", id="w-1")
OFFICER = Claim(kind="petugas", id="p-17", role="petugas")
ALL_FOURS = GivenAnswers(**{f"u{n}": 4 for n in range(1, 10)})


@pytest.fixture
async def world(memory_world: World) -> World:
    """A complaint with a tracking code, closed."""
    tracking = tracking_digest(KEYED, CODE)
    await memory_world.say(1, await memory_world.received(1, "2026-11-02", tracking=tracking))
    return memory_world


async def close(world: World) -> None:
    await world.say(1, s.closed(outcome="selesai", occurred=day("2026-11-20")))
    await world.keeper.catch_up()


async def offered(world: World) -> str:
    return (await world.ask(OfferSurvey(code=CODE, by=REPORTER), SurveyOffer)).token


def answer(n: int, token: str | None = None, by: Claim = REPORTER) -> AnswerSurvey:
    id_ = f"019f3b5c-7c00-7a31-8f00-{n:012x}"
    return AnswerSurvey(response_id=id_, token=token, answers=ALL_FOURS, by=by)


async def respondents(world: World) -> IndexView:
    return await world.ask(ShowIndex(period="2026-11"), IndexView)


async def test_a_closed_complaints_reporter_answers_once(world: World) -> None:
    await close(world)
    token = await offered(world)
    taken = await world.ask(answer(1, token), SurveyTaken)

    assert taken.channel == "link"
    assert (await world.ask(answer(2, token), Refused)).code == "survey_link_used"
    assert (await world.ask(OfferSurvey(code=CODE, by=REPORTER), Refused)).code == (
        "survey_link_used"
    )
    assert (await respondents(world)).respondents == 1


async def test_saying_a_response_again_keeps_it_once(world: World) -> None:
    await close(world)
    token = await offered(world)
    first = await world.ask(answer(1, token), SurveyTaken)

    assert await world.ask(answer(1, token), SurveyTaken) == first


async def test_asking_again_gives_the_same_link(world: World) -> None:
    await close(world)

    assert await offered(world) == await offered(world)


async def test_an_open_complaint_is_not_asked_about(world: World) -> None:
    await world.keeper.catch_up()
    refused = await world.ask(OfferSurvey(code=CODE, by=REPORTER), Refused)

    assert refused.code == "survey_too_early"


async def test_a_code_of_nothing_gets_no_link(world: World) -> None:
    await close(world)
    refused = await world.ask(OfferSurvey(code="0" * 16, by=REPORTER), Refused)

    assert refused.code == "unknown_tracking_code"


async def test_a_link_that_nobody_gave_opens_nothing(world: World) -> None:
    refused = await world.ask(answer(1, "0123456789ABCDEF"), Refused)

    assert refused.code == "survey_link_unknown"


async def test_nobody_of_the_office_is_given_a_link_or_uses_one(world: World) -> None:
    await close(world)
    token = await offered(world)

    assert (await world.ask(OfferSurvey(code=CODE, by=OFFICER), Refused)).code == "not_permitted"
    assert (await world.ask(answer(1, token, OFFICER), Refused)).code == "survey_link_of_reporter"
    assert (await world.ask(answer(1), Refused)).code == "survey_link_of_reporter"


async def test_what_the_desk_enters_is_marked_and_counted_apart(world: World) -> None:
    taken = await world.ask(answer(1, by=OFFICER), SurveyTaken)
    stored = await world.surveys.last(survey_subject("bengkalis", "meja", answer(1).response_id))

    assert taken.channel == "tablet"
    assert stored is not None
    assert b'"entered_by":"p-17"' in stored.payload
    assert ((await respondents(world)).respondents, (await respondents(world)).desk) == (1, 1)


async def test_what_is_stored_of_a_link_names_no_complaint(world: World) -> None:
    await close(world)
    token = await offered(world)
    await world.ask(answer(1, token), SurveyTaken)
    stored = b"".join(message.payload for message in await world.surveys.since(0))

    assert b"SurveyAnswered" in stored
    assert token.encode() not in stored
    assert b"w-1" not in stored
    assert b"BKS-" not in stored


async def test_an_empty_response_is_none(world: World) -> None:
    id_ = answer(1).response_id
    empty = AnswerSurvey(response_id=id_, answers=GivenAnswers(), by=OFFICER)

    assert (await world.ask(empty, Refused)).code == "survey_empty"


async def test_a_group_that_there_is_not_is_refused(world: World) -> None:
    said = AnswerSurvey(
        response_id=answer(1).response_id,
        answers=ALL_FOURS,
        profile=GivenProfile(sex="x"),
        by=OFFICER,
    )

    assert (await world.ask(said, Refused)).code == "survey_group_unknown"
