"""Complaints that may be the same as one that is being entered: suggested, never more than seen."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.alike import AlikeView, FindAlike
from schemas.commands.base import Claim
from schemas.plaintexts import Identity, ReceivedContent
from services.reporting.likeness import number_of, score_of, words_of
from tests.reporting.world import World
from tests.support import samples as s

OFFICER = Claim(kind="petugas", id="siti", role="petugas")
PHONE = "081270000101"
LETTER = (
    "Yth. Bapak, izin apotek Melur di Jalan Sudirman belum terbit padahal berkas sudah lengkap "
    "sejak bulan Maret. Petugas loket tiga menyuruh menunggu peninjauan dinas kesehatan."
)
CHAT = "izin apotek melur jalan sudirman belum terbit, berkas lengkap sejak maret"
OTHER = "Papan reklame tetangga menutup jalan masuk gudang dan sudah berkarat."


async def told(world: World, n: int, text: str, **more: Any) -> None:
    identity = more.pop("identity", Identity(name="Rahmat", phone=PHONE))
    content = ReceivedContent(text=text, permit_number=more.pop("permit_number", None))
    sealed = await world.sealed(n, "Received", identity=identity, content=content)
    await world.say(n, await world.received(n, f"2026-11-{n:02d}", sealed=sealed, **more))
    await world.keeper.catch_up()


async def alike(world: World, **asked: Any) -> list[tuple[str, tuple[str, ...]]]:
    found = await world.ask(FindAlike(by=OFFICER, **asked), AlikeView)
    return [(line.case.number[-6:-2], line.by) for line in found.cases]


async def test_the_likeliest_comes_first_and_says_why(world: World) -> None:
    await told(world, 1, OTHER, permit_number="503/12-A/2026")
    await told(world, 2, LETTER)
    await told(world, 3, "Loket tutup.", identity=Identity(phone="0813 1111 2222"))

    found = await alike(world, phone="+62 812 7000 0101", permit_number="503.12.a.2026", text=CHAT)

    assert found == [("0002", ("phone", "text")), ("0001", ("phone", "permit_number"))]


async def test_what_nothing_is_like_suggests_nothing(memory_world: World) -> None:
    await told(memory_world, 1, LETTER)

    assert await alike(memory_world, phone="0899000111", text=OTHER) == []
    assert await alike(memory_world, text="izin") == []
    assert await alike(memory_world) == []


async def test_a_hint_never_says_whose_an_anonymous_complaint_is(memory_world: World) -> None:
    await told(memory_world, 1, LETTER, visibility="anonim")

    assert await alike(memory_world, phone=PHONE) == []
    assert await alike(memory_world, phone=PHONE, text=CHAT) == [("0001", ("text",))]


async def test_who_names_nobody_finds_nobody_by_phone(memory_world: World) -> None:
    await told(memory_world, 1, LETTER)

    found = await memory_world.ask(FindAlike(phone=PHONE), AlikeView)

    assert found.cases == ()


async def test_what_was_entered_by_mistake_or_erased_is_like_nothing(memory_world: World) -> None:
    await told(memory_world, 1, LETTER)
    await told(memory_world, 2, LETTER)
    await memory_world.say(1, s.voided())
    keys = await memory_world.shred(2)
    await memory_world.say(2, s.identity_erased(keys=tuple(keys)))
    await memory_world.keeper.catch_up()

    assert await alike(memory_world, phone=PHONE, text=CHAT) == []


@settings(max_examples=50)
@given(st.text(max_size=200), st.text(max_size=200))
def test_two_texts_are_as_like_as_the_other_way_round(first: str, second: str) -> None:
    one, two = words_of(first), words_of(second)
    assert score_of(one, two) == score_of(two, one)


@pytest.mark.parametrize("text", [LETTER, OTHER])
def test_a_text_is_like_itself(text: str) -> None:
    assert score_of(words_of(text), words_of(text)) == 100


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert number_of("503/12-A/2026") == number_of(" 503 12a 2026 ")
    assert number_of("1/2") == ""
