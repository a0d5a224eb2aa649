"""One complaint's history as people read it."""

import datetime as dt

import pytest

from schemas import queries as ask
from schemas.base import Sealed
from schemas.commit import Actor
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from schemas.plaintexts import AnsweredContent, CorrectedContent, Identity
from schemas.views import EventLine, HistoryView
from services.reporting.details import details
from services.reporting.titles import BOXED, FIELDS, TITLES
from tests.reporting.world import NOW, World, day, pengaduan_id
from tests.support import samples as s


async def show(world: World) -> HistoryView:
    await world.keeper.catch_up()
    return await world.ask(ask.ShowCase(pengaduan_id=pengaduan_id(1)), HistoryView)


async def one(world: World, event: PengaduanEvent) -> EventLine:
    await world.say(1, await world.received(1, "2023-01-01"))
    await world.say(1, event)
    return (await show(world)).events[-1]


async def test_a_case_is_shown_by_its_number(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    await memory_world.keeper.catch_up()
    found = await memory_world.ask(ask.ShowCase(number="bks-2023-000001-2"), HistoryView)

    assert found.case.pengaduan_id == pengaduan_id(1)


async def test_a_case_that_the_view_does_not_know_yet_is_shown_by_its_id(
    memory_world: World,
) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    found = await memory_world.ask(ask.ShowCase(pengaduan_id=pengaduan_id(1)), HistoryView)

    assert (found.version, found.case.status_label) == (1, "Diterima")


async def test_both_times_and_who_are_told(memory_world: World) -> None:
    late = NOW - dt.timedelta(days=1)
    actor = Actor(kind="opd", id="dinkes", role=None, via="opd_dinkes")
    await memory_world.say(
        1, await memory_world.received(1, "2023-01-01"), recorded_at=late, actor=actor
    )
    (line,) = (await show(memory_world)).events

    assert (line.occurred_on, line.recorded_at) == (dt.date(2023, 1, 1), late)
    assert (line.actor.label, line.actor.id) == ("OPD", "dinkes")


async def test_codes_are_told_in_the_offices_words(memory_world: World) -> None:
    event = s.classified(sector="kesehatan", category="umum", severity="berat")
    line = await one(memory_world, event)

    shown = {detail.label: detail.value for detail in line.details}
    assert (shown["Sektor"], shown["Kategori"], shown["Tingkat"]) == ("Kesehatan", "Umum", "Berat")


async def test_what_was_said_is_opened(memory_world: World) -> None:
    content = AnsweredContent(text="Izin sudah terbit", follow_up="Diterbitkan")
    sealed = await memory_world.sealed(1, "Answered", content=content)
    line = await one(memory_world, s.answered(sealed=sealed))

    assert [(word.label, word.value) for word in line.words] == [
        ("Isi", "Izin sudah terbit"),
        ("Tindak lanjut", "Diterbitkan"),
    ]


async def test_who_it_was_is_masked(memory_world: World) -> None:
    identity = Identity(name="Siti Rahmawati", phone="081275550143")
    await memory_world.say(1, await memory_world.received(1, "2023-01-01", identity=identity))
    (line,) = (await show(memory_world)).events

    assert [(part.label, part.value) for part in line.identity] == [
        ("Nama", "S*** R***"),
        ("Telepon", "0812-****-*143"),
    ]


async def test_what_was_erased_says_so_and_the_rest_stays(memory_world: World) -> None:
    identity = Identity(name="Siti Rahmawati")
    await memory_world.say(1, await memory_world.received(1, "2023-01-01", identity=identity))
    await memory_world.shred(1)
    (line,) = (await show(memory_world)).events

    assert [part.value for part in (*line.identity, *line.words)] == ["[dihapus]", "[dihapus]"]
    assert line.occurred_on == dt.date(2023, 1, 1)


async def test_what_was_erased_says_so_before_its_keys_are_destroyed(memory_world: World) -> None:
    received = await memory_world.received(
        1, "2023-01-01", identity=Identity(name="Siti Rahmawati")
    )
    boxes = (received.sealed.identity, received.sealed.content)
    keys = tuple(box.key for box in boxes if box is not None)
    await memory_world.say(1, received)
    await memory_world.say(1, s.identity_erased(keys=keys))
    found = await show(memory_world)

    shown = [part.value for part in (*found.events[0].identity, *found.events[0].words)]
    assert shown == ["[dihapus]", "[dihapus]"]
    assert found.case.text == "[dihapus]"


async def test_a_box_that_does_not_belong_there_is_unreadable(memory_world: World) -> None:
    sealed = await memory_world.sealed(1, "Closed", content=AnsweredContent(text="x"))
    line = await one(memory_world, s.answered(sealed=sealed))

    assert [word.value for word in line.words] == ["[tidak terbaca]"]


async def test_a_correction_shows_old_and_new(memory_world: World) -> None:
    event = s.corrected(
        target=Target(version=1, index=0), field="occurred.on", old="2023-01-01", new="2023-01-02"
    )
    line = await one(memory_world, event)

    assert line.change is not None
    assert (line.change.label, line.change.old, line.change.new) == (
        "Tanggal kejadian",
        "2023-01-01",
        "2023-01-02",
    )
    assert (await show(memory_world)).case.received_on == dt.date(2023, 1, 2)


async def test_a_sealed_correction_shows_its_words(memory_world: World) -> None:
    content = CorrectedContent(old="Loket 3", new="Loket 2", reason="Salah dengar")
    sealed = await memory_world.sealed(1, "Corrected", content=content)
    event = s.corrected(field="content.place", old=None, new=None, sealed=sealed)
    line = await one(memory_world, event)

    assert [(word.label, word.value) for word in line.words] == [
        ("Semula", "Loket 3"),
        ("Menjadi", "Loket 2"),
        ("Alasan", "Salah dengar"),
    ]


async def test_what_was_annulled_is_marked(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"), s.closed())
    await memory_world.say(1, s.annulled(target=Target(version=1, index=1)))
    found = await show(memory_world)

    assert [line.annulled_by for line in found.events] == [
        None,
        Target(version=2, index=0),
        None,
    ]
    assert found.case.status == "diterima"


async def test_a_whole_chain_is_intact(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    await memory_world.say(1, s.closed())
    found = await show(memory_world)

    assert (found.chain_intact, found.broken_at) == (True, None)


async def test_a_changed_past_is_noticed(memory_world: World) -> None:
    first = await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    forged = s.commit(
        s.closed(), id="forged", pengaduan_id=pengaduan_id(1), version=2, prev="00" * 32
    )
    await memory_world.store.append(memory_world.subject(1), forged, expected=first.sequence)
    found = await show(memory_world)

    assert (found.chain_intact, found.broken_at) == (False, 2)


@pytest.mark.parametrize("event", s.SAMPLES, ids=lambda event: type(event).__name__)
async def test_every_event_has_a_title_and_labels(
    memory_world: World, event: PengaduanEvent
) -> None:
    assert type(event).__name__ in TITLES
    for detail in details(memory_world.office.words, event):
        assert detail.field in FIELDS, detail
        assert detail.value


@pytest.mark.parametrize(
    ("event", "field", "words"),
    [
        (s.clock_paused(reason="completion_requested"), "reason", "permintaan kelengkapan"),
        (s.clock_paused(reason="menunggu_dokumen"), "reason", "Menunggu dokumen dari pelapor"),
        (s.clock_paused(holder="outside"), "holder", "pihak luar"),
        (s.waiting_started(reason="menunggu_dokumen"), "reason", "Menunggu dokumen dari pelapor"),
        (s.waiting_started(party="reporter"), "party", "pelapor"),
        (s.waiting_ended(party="outside"), "party", "pihak luar"),
        (s.escalated(action="laporan"), "action", "Laporkan kepada atasan"),
        (s.escalated(action="report"), "action", "Dilaporkan"),
        (s.clock_moved(reason="calendar"), "reason", "hari libur baru ditetapkan"),
        (s.clock_stopped(reason="annulled"), "reason", "yang memulainya dibatalkan"),
        (s.verdict_overturned(reason="classified"), "reason", "klasifikasi berubah"),
    ],
)
async def test_codes_about_time_are_told_in_words(
    memory_world: World, event: PengaduanEvent, field: str, words: str
) -> None:
    found = details(memory_world.office.words, event)

    assert {detail.field: detail.value for detail in found}[field] == words


@pytest.mark.parametrize(
    ("clock", "label"),
    [("settle-2", "Penyelesaian (2)"), ("surat_balasan", "Surat balasan"), ("uji-3", "Uji (3)")],
)
async def test_a_clock_of_the_offices_own_is_called_by_its_code(
    memory_world: World, clock: str, label: str
) -> None:
    assert memory_world.office.words.clock(clock) == label


@pytest.mark.parametrize("event", s.SAMPLES, ids=lambda event: type(event).__name__)
async def test_every_event_can_be_shown(memory_world: World, event: PengaduanEvent) -> None:
    await memory_world.say(1, event)

    assert len((await show(memory_world)).events) == 1


@pytest.mark.parametrize("plain", s.PLAINTEXTS, ids=lambda plain: type(plain).__name__)
def test_every_word_in_a_box_has_a_label(plain: object) -> None:
    fields = plain.__struct_fields__  # type: ignore[attr-defined]
    assert set(fields) - {"cells"} <= set(BOXED)


async def test_an_event_without_words_shows_none(memory_world: World) -> None:
    line = await one(memory_world, s.closed(occurred=day("2023-01-02"), sealed=Sealed()))

    assert (line.words, line.identity) == ((), ())
