"""A proof is good once, for one complaint, and for some hours."""

import datetime as dt
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import altcha
import pytest

from engine.keyed import Keyed
from engine.sql import open_database
from portal.citizen.proofs import GOOD_FOR, NUMBERS, Given, Proofs, Question
from runtime.clock import FixedClock
from runtime.ids import new_id

UNSIGNED = '{"nonce":"x","expires_at":9999999999,"sign":"ä"}'.encode().hex()
NOW = dt.datetime.now(dt.UTC)
KEYED = Keyed(b"k" * 32)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
async def proofs(tmp_path: Path, clock: FixedClock) -> AsyncIterator[Proofs]:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'portal.db'}")
    made = Proofs(KEYED, database, clock)
    await made.open()
    yield made
    await database.close()


def answered(question: Question, wrong_by: int = 0) -> Given:
    words = re.findall(r"(\w+) ditambah (\w+)", question.text)[0]
    return Given("", question.token, str(sum(map(NUMBERS.index, words)) + wrong_by))


def worked(challenge: str) -> Given:
    made = altcha.Challenge.from_dict(json.loads(challenge))
    solution = altcha.solve_challenge(made)
    assert solution is not None
    return Given(altcha.Payload(made, solution).to_base64(), "", "")


async def test_work_is_good_for_one_complaint_however_often_it_is_sent(proofs: Proofs) -> None:
    given, one, other = worked(proofs.challenge()), new_id(), new_id()

    assert [await proofs.check(given, each) for each in (one, one, other)] == ["work", "work", None]


async def test_an_answer_is_good_for_one_complaint(proofs: Proofs) -> None:
    given, one = answered(proofs.question()), new_id()

    assert await proofs.check(given, one) == "question"
    assert await proofs.check(given, new_id()) is None


async def test_a_wrong_sum_proves_nothing(proofs: Proofs) -> None:
    assert await proofs.check(answered(proofs.question(), wrong_by=1), new_id()) is None


async def test_an_answer_comes_too_late_in_the_end(proofs: Proofs, clock: FixedClock) -> None:
    given = answered(proofs.question())
    clock.moment += GOOD_FOR + dt.timedelta(seconds=1)

    assert await proofs.check(given, new_id()) is None


async def test_work_of_yesterday_proves_nothing(proofs: Proofs, clock: FixedClock) -> None:
    clock.moment -= dt.timedelta(days=1)
    given = worked(proofs.challenge())

    assert await proofs.check(given, new_id()) is None


async def test_work_for_another_s_challenge_proves_nothing(
    proofs: Proofs, clock: FixedClock, tmp_path: Path
) -> None:
    foreign = Proofs(Keyed(b"f" * 32), open_database("sqlite+aiosqlite://"), clock)

    assert await proofs.check(worked(foreign.challenge()), new_id()) is None
    assert await proofs.check(answered(foreign.question()), new_id()) is None


@pytest.mark.parametrize("rubbish", ["", "x", "e30=", "{}", "bnVsbA==", "7b7d", "ä" * 99, UNSIGNED])
async def test_rubbish_proves_nothing(proofs: Proofs, rubbish: str) -> None:
    assert await proofs.check(Given(rubbish, rubbish, rubbish), new_id()) is None
    assert await proofs.check(Given("", rubbish, rubbish), new_id()) is None
