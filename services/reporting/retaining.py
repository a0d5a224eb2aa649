"""Answers what the rules of retention would have erased; it erases nothing itself."""

from schemas.queries import ListRetention
from schemas.retention import RetentionView
from services.reporting.office import Office
from services.reporting.retention import case_of, is_certain, kept_lines, review, rule_lines
from services.reporting.views import ViewKeeper


class RetentionAnswers:
    """One office's retention, by the policy in force."""

    def __init__(self, office: Office, keeper: ViewKeeper) -> None:
        self._office = office
        self._keeper = keeper

    async def page(self, query: ListRetention) -> RetentionView:
        """A page of the list, with all counts of the same moment."""
        async with self._keeper.snapshot() as snapshot:
            found = await review(snapshot, self._office, query.at)
        due = [each for each in found.due if is_certain(each.rule) or not query.certain]
        shown = due[query.offset : query.offset + query.limit]
        return RetentionView(
            at=query.at,
            total=len(due),
            offset=query.offset,
            cases=tuple(case_of(self._office, each) for each in shown),
            rules=rule_lines(self._office, found.due),
            kept=kept_lines(found.kept),
            cut_off=self._office.cut_off(snapshot.position, None),
        )
