"""The papers of one complaint."""

from typing import get_args

import pytest

from schemas.answers import Refused
from schemas.forms import FormFile
from schemas.plaintexts import AnsweredContent, Identity
from schemas.queries import MakeForm
from schemas.report_formats import FormFormat, FormKind
from tests.reporting.world import World, day
from tests.reports.files import document_words, pages_of, words_of
from tests.support import samples as s

KINDS: tuple[FormKind, ...] = get_args(FormKind)
WHO = Identity(name="Siti Rahmawati", nik="1403012345678901", phone="081234567890")
HOSTILE = '=HYPERLINK("x") {{ 7*7 }} #import "y" *tebal*'


async def settled(world: World, text: str = "Izin apotek belum terbit") -> str:
    """One complaint from its receipt to its end; answers its number."""
    event = await world.received(1, "2023-05-05", identity=WHO, text=text)
    told = AnsweredContent(text="Survei dijadwalkan", examination="Berkas lengkap")
    sealed = await world.sealed(1, "Answered", content=told)
    await world.say(1, event, s.verified(), s.classified())
    await world.say(1, s.answered(occurred=day("2023-05-08"), sealed=sealed))
    await world.say(1, s.closed(occurred=day("2023-05-09")))
    await world.keeper.catch_up()
    return str(event.number)  # type: ignore[union-attr]


async def form(world: World, number: str, kind: FormKind, format_: FormFormat = "pdf") -> bytes:
    query = MakeForm(number=number, kind=kind, format=format_)
    return (await world.ask(query, FormFile)).data


@pytest.mark.parametrize("kind", KINDS)
async def test_every_paper_names_the_complaint_and_fits_its_pages(
    memory_world: World, kind: FormKind
) -> None:
    number = await settled(memory_world)
    pages = pages_of(await form(memory_world, number, kind))

    assert number in pages[0]
    assert "DINAS PENANAMAN MODAL DAN" in pages[0]
    assert len(pages) == 1


async def test_the_follow_up_form_has_its_eight_sections(memory_world: World) -> None:
    number = await settled(memory_world)
    words = words_of(await form(memory_world, number, "tindak-lanjut"))

    titles = ("A. Identitas", "B. Identifikasi", "C. Verifikasi", "D. Kronologis")
    titles += ("E. Penelaah", "F. Klarifikasi", "G. Kesimpulan", "H. Penutupan")
    places = [words.find(title) for title in titles]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format_", ["pdf", "docx"])
async def test_no_paper_shows_a_number_of_the_reporter(
    memory_world: World, kind: FormKind, format_: FormFormat
) -> None:
    number = await settled(memory_world)
    data = await form(memory_world, number, kind, format_)
    words = document_words(data) if format_ == "docx" else words_of(data)

    assert words
    assert not [secret for secret in (WHO.nik, WHO.phone) if secret and secret in words]


async def test_a_paper_prints_hostile_words_as_they_were_written(memory_world: World) -> None:
    number = await settled(memory_world, HOSTILE)
    printed = words_of(await form(memory_world, number, "pengaduan"))
    edited = document_words(await form(memory_world, number, "pengaduan", "docx"))

    assert HOSTILE.replace(" ", "") in printed.replace(" ", "")
    assert HOSTILE in edited


@pytest.mark.parametrize("format_", ["pdf", "docx"])
async def test_the_same_paper_is_the_same_bytes(memory_world: World, format_: FormFormat) -> None:
    number = await settled(memory_world)
    first = await form(memory_world, number, "tanda-terima", format_)

    assert first == await form(memory_world, number, "tanda-terima", format_)


async def test_an_unknown_number_has_no_paper(memory_world: World) -> None:
    query = MakeForm(number="BKS-2023-000099-9", kind="pengaduan", format="pdf")

    assert (await memory_world.ask(query, Refused)).code in {"unknown_complaint", "mistyped_number"}


async def test_signs_that_no_font_of_ours_has_do_not_stop_a_paper(memory_world: World) -> None:
    number = await settled(memory_world, "Izin \uff1clama\uff1e 👍👍🏽 terbit\x07, 你好")
    words = words_of(await form(memory_world, number, "pengaduan"))

    assert "Izin <lama> [?] terbit, [?]" in words
