"""An address says which complaints a page lists, and is read again as the same."""

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from portal.filters import Wanted, address_of, filter_of
from schemas.queries import CaseFilter

FILTERS = st.builds(
    CaseFilter,
    period=st.sampled_from([None, "2023", "2023-S1", "2023-07"]),
    channel=st.sampled_from([None, "-", "sms_wa"]),
    overdue=st.booleans(),
    has_duration=st.sampled_from([None, True, False]),
    duration_days=st.none() | st.integers(0, 400),
    stood_on=st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
)
DAYS = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


@given(FILTERS, st.integers(0, 10_000), DAYS)
def test_what_an_address_says_is_read_again(
    wanted: CaseFilter, start: int, as_of: dt.date | None
) -> None:
    address = address_of("bengkalis", wanted, start, as_of)

    assert filter_of(dict(parse_qsl(urlsplit(address).query))) == Wanted(wanted, start, as_of)
