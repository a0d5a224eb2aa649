"""What was typed to choose a report."""

from portal.forms import Fields
from portal.reports.periods import Chosen


def period_asked(given: Fields) -> Chosen:
    """The period of a form."""
    return Chosen(given.line("tahun")[:10], given.line("bagian")[:10])
