"""What fails is answered in words, and says whether asking again helps."""

from engine.sql import DatabaseUnavailableError
from portal.faults import REFUSALS
from services.reporting.documents.refusals import NotTypesetError
from services.reporting.refusals import failed


def test_a_paper_that_cannot_be_made_is_no_outage() -> None:
    said = failed(NotTypesetError(template="formulir.typ"))

    assert (said.code, said.retry) == ("report_not_typeset", False)
    assert "tidak dapat disusun" in said.sentence
    assert REFUSALS[said.code] == 500


def test_a_database_that_is_away_may_be_back_the_next_time() -> None:
    assert failed(DatabaseUnavailableError(dialect="sqlite", reason="SQLITE_BUSY")).retry
