"""Prints lists of cases: the register, what a search finds, what must be settled."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number
from msgspec.structs import replace

from cli.answers import expect
from cli.print.cases import case_parts, doubt_parts
from cli.screen import show, show_json
from cli.session import AsJson, InSession
from schemas.queries import CaseFilter, ListCases, ListDoubts, Search
from schemas.views import CaseList, DoubtList

if TYPE_CHECKING:
    from cli.ask import Asker

PAGE = 200
Limit = Annotated[int, Parameter(validator=Number(gte=1))]
Offset = Annotated[int, Parameter(validator=Number(gte=0))]


async def list_cases(
    office: str,
    *,
    period: str | None = None,
    status: str | None = None,
    channel: str | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Print an office's register of complaints; it shows no identity.

    Args:
        office: The office's code.
        period: Only what was received in it: 2023, 2023-S1, 2023-Q4 or 2023-07.
        status: Only these: diterima, terverifikasi, didisposisikan, dijawab, selesai …
        channel: Only what came this way, by the policy's code.
        limit: At most so many.
        offset: From this one on.
        as_json: Print JSON.
        session: How to reach the system.
    """
    wanted = ListCases(
        filter=CaseFilter(period=period, status=status, channel=channel), offset=offset
    )
    async with session.asker(office) as ask:
        found = await _pages(ask, wanted, limit)
    if as_json:
        show_json(found)
    else:
        show(*case_parts(found, "Register pengaduan"))


async def search(
    office: str,
    text: str,
    *,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=PAGE))] = 20,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Find complaints by number, name or company, phone, NIK or e-mail.

    Args:
        office: The office's code.
        text: What to look for, whole; names may be in any order and case.
        limit: At most so many.
        as_json: Print JSON.
        session: How to reach the system.
    """
    async with session.asker(office) as ask:
        found = expect(CaseList, await ask.current(Search(text=text, limit=limit)))
    if as_json:
        show_json(found)
    else:
        show(*case_parts(found, "Hasil pencarian"))


async def doubts(
    office: str,
    *,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=PAGE))] = 50,
    offset: Offset = 0,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """List what a person must settle about imported rows.

    Args:
        office: The office's code.
        limit: At most so many cases.
        offset: From this one on.
        as_json: Print JSON.
        session: How to reach the system.
    """
    async with session.asker(office) as ask:
        answer = await ask.current(ListDoubts(limit=limit, offset=offset))
    found = expect(DoubtList, answer)
    if as_json:
        show_json(found)
    else:
        show(*doubt_parts(found))


async def _pages(ask: "Asker", wanted: ListCases, limit: int) -> CaseList:
    first = expect(CaseList, await ask.current(replace(wanted, limit=min(limit, PAGE))))
    cases = list(first.cases)
    end = min(limit, first.total - wanted.offset)
    while len(cases) < end:
        page = replace(wanted, limit=min(end - len(cases), PAGE), offset=wanted.offset + len(cases))
        found = expect(CaseList, await ask.query(page)).cases
        if not found:
            break
        cases += found
    return replace(first, cases=tuple(cases))
