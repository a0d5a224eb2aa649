"""The bars of the index are as long as their figures."""

from hypothesis import given
from hypothesis import strategies as st

from policy.skm import CODES
from policy.skm.questions import QUESTIONS
from portal.survey.chart import BEST, WIDTH, element_bars
from schemas.survey_views import AnswerCount, IndexView, UnsurLine

COUNTS = st.tuples(*[st.integers(0, 5_000)] * 4)


def view_of(counts: tuple[int, ...]) -> IndexView:
    answered, total = sum(counts), sum(n * count for n, count in enumerate(counts, 1))
    line = UnsurLine(
        code="U1",
        label="Persyaratan",
        answered=answered,
        missing=0,
        total=total,
        nrr=f"{total / answered:.3f}" if answered else None,
        lowest=False,
        answers=tuple(
            AnswerCount(score=n, label=str(n), count=count) for n, count in enumerate(counts, 1)
        ),
    )
    return IndexView(
        period="2023",
        period_label="Tahun 2023",
        respondents=answered,
        served=None,
        sample=None,
        unsur=(line,),
        methods=(),
        profile=(),
        desk=0,
        position=None,
    )


@given(COUNTS)
def test_the_answers_fill_the_bar_and_the_mean_fits_into_it(counts: tuple[int, ...]) -> None:
    (bar,) = element_bars(view_of(counts))
    edges = [(one.x, one.x + one.width) for one in bar.slices]

    assert sum(one.width for one in bar.slices) == (WIDTH if sum(counts) else 0)
    assert [start for start, _ in edges[1:]] == [end for _, end in edges[:-1]]
    assert (WIDTH // BEST <= bar.width <= WIDTH) == bool(sum(counts))


def test_there_is_a_question_for_each_element() -> None:
    assert tuple(QUESTIONS) == CODES
