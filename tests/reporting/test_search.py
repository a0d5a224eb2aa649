"""Cases found by who reported, and no more after an erasure."""

import pytest

from schemas import queries as ask
from schemas.lines import CaseLine
from schemas.plaintexts import Identity, ReceivedContent
from schemas.rekap import RekapView
from schemas.views import CaseList
from services.reporting.rebuild import rebuild
from tests.reporting.world import World, day
from tests.support import samples as s
from tests.support.values import REPORTER_NAME, REPORTER_NIK, REPORTER_PHONE, REPORTER_TEXT

SITI = Identity(name=REPORTER_NAME, phone=REPORTER_PHONE, nik=REPORTER_NIK, company="Apotek Melur")
TYPED = ["Siti", REPORTER_NAME.upper(), REPORTER_PHONE, REPORTER_NIK, "melur"]


async def found(world: World, text: str) -> tuple[CaseLine, ...]:
    return (await world.ask(ask.Search(text=text), CaseList)).cases


async def siti(world: World) -> None:
    """Siti's complaint, and one of somebody else."""
    await world.say(1, await world.received(1, "2023-01-01", identity=SITI, text=REPORTER_TEXT))
    await world.say(2, await world.received(2, "2023-01-02", identity=Identity(name="Budi")))
    await world.keeper.catch_up()


@pytest.mark.parametrize("text", TYPED)
async def test_a_case_is_found_by_who_reported(world: World, text: str) -> None:
    await siti(world)

    assert [line.number for line in await found(world, text)] == ["BKS-2023-000001-2"]


async def test_a_case_is_found_by_its_number(world: World) -> None:
    await siti(world)

    assert [line.number for line in await found(world, " bks-2023-000001-2 ")] == [
        "BKS-2023-000001-2"
    ]


async def test_what_was_completed_later_is_found_too(world: World) -> None:
    await siti(world)
    sealed = await world.sealed(2, "Completed", identity=Identity(phone="0813 1111 2222"))
    await world.say(2, s.completed(sealed=sealed))
    await world.keeper.catch_up()

    assert len(await found(world, "+62 813-1111-2222")) == 1


async def erase(world: World) -> None:
    keys = await world.shred(1)
    await world.say(1, s.identity_erased(keys=tuple(keys)))
    await world.keeper.catch_up()


@pytest.mark.parametrize("text", TYPED)
async def test_an_erased_person_is_not_found(world: World, text: str) -> None:
    await siti(world)
    await erase(world)

    assert await found(world, text) == ()


async def test_the_counts_of_an_erased_case_stay(world: World) -> None:
    await siti(world)
    await erase(world)

    assert (await world.ask(ask.Rekap(period="2023"), RekapView)).total.count == 2


async def test_an_erased_case_shows_no_text(world: World) -> None:
    await siti(world)
    await erase(world)
    lines = (await world.ask(ask.ListCases(), CaseList)).cases

    assert [(line.text, line.erased) for line in lines] == [
        ("[dihapus]", True),
        ("Izin belum terbit", False),
    ]


async def test_a_rebuild_after_an_erasure_finds_nobody_either(world: World) -> None:
    await siti(world)
    await erase(world)

    assert (await rebuild(world.keeper)).equal


async def test_a_page_with_receipt_and_erasure_leaves_no_terms(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-01", identity=SITI))
    await world.say(1, s.identity_erased())
    await world.keeper.catch_up()

    assert await found(world, "Siti") == ()


async def test_a_key_that_the_vault_never_held_does_not_stop_the_view(world: World) -> None:
    await world.say(1, s.received(occurred=day("2023-01-01")))
    await siti(world)

    assert len(await found(world, "Siti")) == 1


async def test_lists_show_no_identity(world: World) -> None:
    await siti(world)
    text = repr(await world.ask(ask.ListCases(), CaseList))

    assert "Siti" not in text
    assert REPORTER_PHONE not in text


async def test_a_secret_complaint_shows_no_text(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-01", visibility="rahasia"))
    await world.keeper.catch_up()
    (line,) = (await world.ask(ask.ListCases(), CaseList)).cases

    assert line.text == "[rahasia]"


async def test_a_subject_goes_before_the_text(world: World) -> None:
    content = ReceivedContent(text="Panjang sekali", subject="Izin apotek")
    sealed = await world.sealed(1, "Received", content=content)
    await world.say(1, await world.received(1, "2023-01-01", sealed=sealed))
    await world.keeper.catch_up()
    (line,) = (await world.ask(ask.ListCases(), CaseList)).cases

    assert line.text == "Izin apotek"


async def test_nothing_of_a_person_lies_in_the_view(world: World) -> None:
    await siti(world)
    async with world.keeper.snapshot() as snapshot:
        rows = (await snapshot.connection.execute(snapshot.table.select())).all()
        terms = (await snapshot.connection.execute(snapshot.terms.table.select())).all()

    everything = f"{rows}{terms}".casefold()
    assert not [word for word in ("siti", "melur", "apotek", "loket") if word in everything]
