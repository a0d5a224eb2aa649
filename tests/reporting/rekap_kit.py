"""What tests of the tables of a period ask and see."""

from schemas import queries as ask
from schemas.rekap import Figure, RekapView
from tests.reporting.world import World


async def rekap(world: World, period: str = "2023") -> RekapView:
    await world.keeper.catch_up()
    return await world.ask(ask.Rekap(period=period), RekapView)


def counts(figures: tuple[Figure, ...]) -> dict[str, int]:
    return {figure.key: figure.count for figure in figures}
