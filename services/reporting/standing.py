"""How the view stands, and taking parked cases in again."""

from typing import cast

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.errors import ParkedError
from runtime.topology import event_subject
from schemas import views as say
from schemas.base import Position
from services.reporting.cases import CASES
from services.reporting.generation import Tables, live_generation
from services.reporting.lines import pengaduan_id_of
from services.reporting.refusals import NotActiveError, NotParkedError, StillParkedError
from services.reporting.views import ViewKeeper


async def status(keeper: ViewKeeper) -> say.ViewStatus:
    """Position, lag, rows and parked cases of the live view."""
    generation = await live_generation(keeper.database)
    tables = keeper.tables(generation)
    last = await keeper.store.last_sequence()
    async with keeper.snapshot() as snapshot:
        rows = await _count(snapshot.connection, tables.cases)
        terms = await _count(snapshot.connection, tables.terms.table)
        parked = await _parked(snapshot.connection, tables)
    sequence = snapshot.position.sequence if snapshot.position else 0
    return say.ViewStatus(
        view=CASES.name,
        version=CASES.version,
        generation=generation,
        position=Position(stream=keeper.store.stream, sequence=sequence),
        last=last,
        lag=max(0, last - sequence),
        rows=rows,
        terms=terms,
        active=keeper.active,
        halted=keeper.halted,
        parked=tuple(
            say.ParkedCase(pengaduan_id=pengaduan_id_of(subject), sequence=first, cause=cause)
            for subject, (first, cause) in sorted(parked.items())
        ),
        gate=tuple(
            say.Barrier(code=one.code, where=one.where, sentence=one.sentence)
            for one in keeper.gate()
        ),
    )


async def retry_parked(keeper: ViewKeeper, office: str, pengaduan_id: str) -> say.Retried:
    """Take a parked case in again.

    Raises:
        NotParkedError: It is not parked.
        NotActiveError: Another copy keeps the view.
        StillParkedError: It fails again.
    """
    subject = event_subject(office, pengaduan_id)
    tables = keeper.tables(await live_generation(keeper.database))
    async with keeper.snapshot() as snapshot:
        parked = await _parked(snapshot.connection, tables)
    if subject not in parked:
        raise NotParkedError(pengaduan_id)
    if not keeper.active:
        raise NotActiveError
    try:
        version = await keeper.retry(subject)
    except ParkedError as error:
        raise StillParkedError(pengaduan_id, str(error.fields["cause"])) from error
    return say.Retried(pengaduan_id=pengaduan_id, version=version)


async def _count(connection: AsyncConnection, table: Table) -> int:
    return cast(int, await connection.scalar(select(func.count()).select_from(table)))


async def _parked(connection: AsyncConnection, tables: Tables) -> dict[str, tuple[int, str]]:
    await tables.parked.load(connection)
    return tables.parked.listing()
