"""The survey on a real server: stored once, read again by whoever asks."""

from pathlib import Path

import pytest

from schemas.survey_queries import ImportSurvey, ShowIndex
from schemas.survey_views import IndexView, SurveyImported
from tests.skm.tables import BENGKALIS
from tests.support.system import officer_of, running_system

pytestmark = pytest.mark.real


async def test_a_table_is_in_once_and_its_index_outlives_the_system(tmp_path: Path) -> None:
    said = ImportSurvey(period="2023", file=BENGKALIS.read_bytes())
    async with running_system(tmp_path) as endpoint, officer_of(endpoint, "bengkalis") as officer:
        first = await officer.see(said, SurveyImported)
        again = await officer.see(said, SurveyImported)
    async with running_system(tmp_path) as endpoint, officer_of(endpoint, "bengkalis") as officer:
        found = await officer.see(ShowIndex(period="2023"), IndexView)

    assert (first.added, again.added, again.known) == (317, 0, 317)
    assert (found.respondents, found.methods[0].ikm) == (317, "93.24")
    assert found.position == first.position
