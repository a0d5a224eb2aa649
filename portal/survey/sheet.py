"""The questionnaire: what it asks, and what was answered."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from policy.model import OfficePolicy
from policy.skm import UNSUR, Unsur
from policy.skm.profile import FIELDS, GROUPS
from policy.skm.questions import QUESTIONS
from portal.citizen.lodging import own_id
from portal.forms import Fields
from schemas.commands.base import Claim
from schemas.survey_queries import AnswerSurvey, GivenAnswers, GivenProfile

SCORES: Final = ("1", "2", "3", "4")
NOTHING: Final = "Jawab sedikitnya satu pertanyaan."


class Asked(NamedTuple):
    """One question with its four answers."""

    code: str
    label: str
    question: str
    answers: tuple[tuple[str, str], ...]


class Trait(NamedTuple):
    """Something about who answers; nobody has to say."""

    code: str
    label: str
    groups: tuple[tuple[str, str], ...]


def _asked(one: Unsur) -> Asked:
    answers = tuple(zip(SCORES, one.answers, strict=True))
    return Asked(one.code, one.label, QUESTIONS[one.code], answers)


QUESTIONNAIRE: Final = tuple(_asked(one) for one in UNSUR)


def traits(policy: OfficePolicy) -> tuple[Trait, ...]:
    """What may be said of oneself; the kind of service where the office names some."""
    return tuple(_traits(policy))


def _traits(policy: OfficePolicy) -> Iterator[Trait]:
    for code, label in FIELDS.items():
        known = tuple((group.code, group.label) for group in GROUPS.get(code, ()))
        if code == "service":
            known = tuple((one.code, one.label) for one in policy.permit_types)
        if known:
            yield Trait(code, label, known)


def answered(given: Fields, token: str | None, by: Claim) -> AnswerSurvey | None:
    """The response; None where nothing was answered."""
    scores = {one.code.lower(): _score(given.line(one.code)) for one in QUESTIONNAIRE}
    if all(score is None for score in scores.values()):
        return None
    profile = {code: given.maybe(code) for code in FIELDS}
    return AnswerSurvey(
        response_id=own_id(given, "response_id"),
        token=token,
        answers=GivenAnswers(**scores),
        profile=GivenProfile(**profile),
        by=by,
    )


def _score(text: str) -> int | None:
    return int(text) if text in SCORES else None
