"""The benchmark's bare page is the portal's page: it names all that the template needs."""

from benchmarks.portal_register import template_of
from schemas.rekap import CutOff
from schemas.views import CaseList


def test_the_page_that_the_register_is_compared_with_can_be_made() -> None:
    cut_off = CutOff(position=None, as_of=None, policy="0" * 64, program="uji", view="uji")
    made = template_of(CaseList(total=0, offset=0, cases=(), cut_off=cut_off))

    assert "<main" in made()
