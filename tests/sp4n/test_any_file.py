"""No bytes make the reader fail otherwise than by saying what is wrong."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.register import RegisterReading, UnreadableRegisterError
from services.intake.sp4n import read_sp4n
from tests.sp4n.kit import BENGKALIS, HEADINGS, TODAY, export_of, read

cells = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60),
    st.sampled_from(
        ["02/03/2026", "2026-03-02 09:15", "Ya", "Selesai", "02/03/2026 -> DPMPTSP; -> PDAM", '"']
    ),
)
reports = st.lists(st.fixed_dictionaries(dict.fromkeys(HEADINGS, cells)), max_size=4)


@given(reports)
@settings(max_examples=60)
def test_every_report_is_a_row_or_damaged_or_a_repetition(some: list[dict[str, str]]) -> None:
    reading = read(*some)
    told = len(reading.rows) + len(reading.damaged)
    assert len(some) == told + reading.skipped_blank + reading.skipped_other


@given(st.binary(max_size=400), st.booleans())
@settings(max_examples=100)
def test_any_bytes_are_read_or_refused(data: bytes, headed: bool) -> None:
    file = export_of() + data if headed else data
    try:
        found: object = read_sp4n(file, BENGKALIS, TODAY)
    except UnreadableRegisterError as refused:
        found = refused.sentence
    assert isinstance(found, RegisterReading | str)
