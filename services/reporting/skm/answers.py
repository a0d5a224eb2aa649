"""The index of a period as it is answered."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from policy.skm import METHODS, UNSUR, Index, half_up, index_of, priority_of, sample_size, tallies
from policy.skm.profile import FIELDS, GROUPS, label_of
from policy.skm.tally import SCORES
from schemas.survey_views import (
    AnswerCount,
    GroupLine,
    ImportLine,
    IndexView,
    MethodLine,
    ProfileLine,
    UnsurLine,
)
from services.reporting.periods import Period
from services.reporting.skm.book import Read
from services.reporting.skm.standing import Response

PLACES = 3
UNSAID = "Tidak mencantumkan"


def index_view(read: Read, period: Period) -> IndexView:
    """The index by every method, with all that it is made of."""
    responses = read.standing.of(period)
    found = tallies(one.answers for one in responses)
    served = read.standing.served(period)
    indexes = [index_of(found, method) for method in METHODS]
    return IndexView(
        period=period.text,
        period_label=period.label,
        respondents=len(responses),
        served=served,
        sample=None if served is None else sample_size(served),
        unsur=_unsur(indexes[0]),
        methods=tuple(_method(index) for index in indexes),
        profile=tuple(_profile(field, responses) for field in FIELDS),
        desk=sum(one.said.channel == "tablet" for one in responses),
        position=read.position,
        imports=_imports(read, period),
    )


def _imports(read: Read, period: Period) -> tuple[ImportLine, ...]:
    rows = read.standing.rows(period).values()
    counts = Counter(one.said.import_id for one in rows)
    return tuple(
        ImportLine(import_id=import_id, responses=count)
        for import_id, count in counts.items()
        if import_id is not None
    )


def _unsur(index: Index) -> tuple[UnsurLine, ...]:
    lowest = priority_of(index.values)
    return tuple(
        UnsurLine(
            code=one.code,
            label=one.label,
            answered=value.tally.answered,
            missing=value.tally.missing,
            total=value.tally.total,
            nrr=_rounded(value.mean),
            lowest=one.code in lowest,
            answers=tuple(
                AnswerCount(score=score, label=label, count=count)
                for score, label, count in zip(SCORES, one.answers, value.tally.counts, strict=True)
            ),
        )
        for one, value in zip(UNSUR, index.values, strict=True)
    )


def _method(index: Index) -> MethodLine:
    return MethodLine(
        method=index.method.code,
        label=index.method.label,
        weight=str(index.method.weight),
        weighted=tuple(_rounded(value.weighted) for value in index.values),
        index=_rounded(index.index),
        ikm=None if index.ikm is None else str(index.ikm),
        grade=index.grade.code if index.grade else None,
        grade_label=index.grade.label if index.grade else None,
    )


def _rounded(value: Fraction | None) -> str | None:
    return None if value is None else str(half_up(value, PLACES))


def _profile(field: str, responses: Sequence[Response]) -> ProfileLine:
    """The groups in their order, then what else was said, then those who did not say."""
    counts = Counter(getattr(one.profile, field) for one in responses)
    known = [group.code for group in GROUPS.get(field, ())]
    others = sorted(code for code in counts if code is not None and code not in known)
    lines = [
        GroupLine(group=code, label=label_of(field, code), count=counts[code])
        for code in (*known, *others)
    ]
    if counts[None]:
        lines.append(GroupLine(group=None, label=UNSAID, count=counts[None]))
    return ProfileLine(field=field, label=FIELDS[field], groups=tuple(lines))
