"""Answers which escalations nobody has seen yet."""

import datetime as dt

from sqlalchemy import and_, func, select

from schemas.escalations import EscalatedCase, EscalationLine, EscalationList, ListEscalations
from services.reporting.cases import CASES, Fold, known_of
from services.reporting.known import Known
from services.reporting.lines import case_line
from services.reporting.matters import Matters
from services.reporting.office import Office
from services.reporting.opening import Reader
from services.reporting.viewer import Viewer
from services.reporting.views import ViewKeeper


class EscalationAnswers:
    """The escalations of one office."""

    def __init__(self, office: Office, keeper: ViewKeeper, reader: Reader) -> None:
        self._office = office
        self._keeper = keeper
        self._matters = Matters(keeper.store, reader)

    async def page(self, query: ListEscalations, viewer: Viewer) -> EscalationList:
        """A page of them, with what may be shown of each matter."""
        async with self._keeper.snapshot() as snapshot:
            columns = snapshot.table.c
            waiting = and_(columns.number.is_not(None), columns.escalations > 0)
            counted = select(func.count()).select_from(snapshot.table).where(waiting)
            total = await snapshot.connection.scalar(counted)
            wanted = (
                select(columns.subject, columns.fold)
                .where(waiting)
                .order_by(columns.received_on, columns.number)
                .limit(query.limit)
                .offset(query.offset)
            )
            rows = [tuple(row) for row in await snapshot.connection.execute(wanted)]
        folds: list[Fold] = [CASES.load(fold) for _, fold in rows]
        texts = await self._matters.of(folds, viewer)
        return EscalationList(
            total=total or 0,
            offset=query.offset,
            cases=tuple(
                EscalatedCase(
                    case=case_line(self._office, subject, fold, text),
                    escalations=self._lines(known_of(fold)),
                )
                for (subject, _), fold, text in zip(rows, folds, texts, strict=True)
            ),
        )

    def _lines(self, known: Known) -> tuple[EscalationLine, ...]:
        words = self._office.words
        lines = []
        for (name, level), (to, action, on) in known.unseen.items():
            clock = known.clocks.get(name)
            line = EscalationLine(
                clock=name,
                clock_label=words.clock(name),
                due_on=None if clock is None else dt.date.fromisoformat(clock.due_on),
                level=level,
                to=to,
                to_label=words.label("role", to),
                action=action,
                action_label=words.action(action),
                on=on,
            )
            lines.append(line)
        return tuple(sorted(lines, key=lambda line: (line.on or dt.date.min, line.level)))
