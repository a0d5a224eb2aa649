"""The reporter sees by the tracking code how far it is, what is due, and who looked at them."""

import msgspec
import pytest

from schemas.answers import Done, Refused
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Claim
from schemas.lines import ClockLine
from schemas.queries import ShowReaders, TrackCase
from schemas.readings import ReadersView, TrackView
from services.reporting.tracking import plain, sentence_of
from tests.reading.asking import Asking
from tests.reading.desks import HEAD, LOADED, OFFICER, REPORTER, Desks, about
from tests.support.values import DUE_ON, REPORTER_TEXT

REPORTERS = Claim(kind="warga", id="x")
PURPOSE = "menghubungi_pelapor"


def code_of(done: Done) -> str:
    assert done.receipt is not None
    assert done.receipt.tracking_code is not None
    return done.receipt.tracking_code


async def tracked(view: Asking, code: str) -> TrackView:
    return await view.see(TrackCase(code=code, by=REPORTERS), TrackView)


async def read_by_both(desks: Desks) -> Done:
    disposed = await desks.disposed(grant="content")
    await desks.done(about(disposed.pengaduan_id, say.OpenIdentity, by=HEAD, purpose=PURPOSE))
    reading = about(disposed.pengaduan_id, settle.ReadDisposition, by=None, disposition_id=1)
    await desks.done(reading, "opd_dinkes")
    return disposed


async def test_the_code_shows_number_and_status(desks: Desks, view: Asking) -> None:
    received = await desks.received()
    found = await tracked(view, code_of(received))
    assert received.receipt is not None
    assert (found.number, found.status) == (received.receipt.number, "diterima")
    assert found.holder == LOADED.policy.name


async def test_who_holds_it_is_the_opd_and_nobody_once_it_has_ended(
    desks: Desks, view: Asking
) -> None:
    disposed = await desks.disposed()
    held = await tracked(view, code_of(disposed))
    clarify = {"disposition_id": 1, "text": "Sudah."}
    await desks.done(about(disposed.pengaduan_id, settle.Clarify, by=None, **clarify), "opd_dinkes")
    await desks.done(about(disposed.pengaduan_id, settle.Answer, text="Terbit."))
    close = {"outcome": "ditindaklanjuti", "text": "Selesai.", "by": HEAD}
    await desks.done(about(disposed.pengaduan_id, settle.Close, **close))
    ended = await tracked(view, code_of(disposed))
    labels = {opd.code: opd.label for opd in LOADED.policy.opds}
    assert (held.holder, ended.holder, ended.status) == (labels["dinkes"], None, "selesai")
    assert ended.closed_on is not None


async def test_the_reporter_sees_who_opened_the_identity_and_who_read(
    desks: Desks, view: Asking
) -> None:
    disposed = await read_by_both(desks)
    first, second = (await tracked(view, code_of(disposed))).readings
    roles = {role.code: role.label for role in LOADED.policy.roles}
    assert first.by == f"{roles.get('ketua_tim', 'ketua_tim')}, {LOADED.policy.name}"
    assert (first.what_label, first.purpose_label) == ("Identitas", "Menghubungi pelapor")
    assert (second.what_label, second.purpose_label) == ("Isi pengaduan", None)


async def test_no_person_and_no_word_of_others_is_shown(desks: Desks, view: Asking) -> None:
    disposed = await read_by_both(desks)
    await desks.done(about(disposed.pengaduan_id, settle.AddNote, text="Catatan dalam."))
    shown = msgspec.json.encode(await tracked(view, code_of(disposed))).decode()
    names = [value for value in msgspec.structs.asdict(REPORTER).values() if value]
    hidden = (HEAD.id, OFFICER.id, "Catatan dalam.", REPORTER_TEXT, "Mohon penjelasan", *names)
    assert [text for text in hidden if text in shown] == []


async def test_it_is_found_after_an_erasure_too(desks: Desks, view: Asking) -> None:
    received = await desks.received()
    erase = {"basis": "permintaan_pelapor", "by": HEAD}
    await desks.done(about(received.pengaduan_id, say.EraseIdentity, **erase))
    assert (await tracked(view, code_of(received))).erased


@pytest.mark.parametrize("wrong", ["0" * 16, "x", "'; --", "0" * 15 + "U", "٠" * 16, "Z" * 400])
async def test_every_wrong_code_gets_one_and_the_same_answer(
    desks: Desks, view: Asking, wrong: str
) -> None:
    await desks.received()
    found = await view.see(TrackCase(code=wrong, by=REPORTERS), Refused)
    assert (found.code, found.fields) == ("unknown_tracking_code", {})


async def test_a_code_is_read_however_it_is_typed(desks: Desks, view: Asking) -> None:
    received = await desks.received()
    code = code_of(received)
    typed = "-".join(code[at : at + 4] for at in range(0, 16, 4)).lower()
    assert (await tracked(view, f" {typed} ")).number


def test_signs_that_look_alike_are_the_same() -> None:
    assert plain("oil0-oil1 oil2-abcd") == "01100111011" + "2ABCD"


@pytest.mark.parametrize(
    ("verdict", "late", "sentence"),
    [
        ("running", False, "paling lambat 4 Agustus 2026"),
        ("paused", False, "dihentikan sementara karena menunggu pihak lain"),
        ("met", False, "selesai tepat waktu (batasnya 4 Agustus 2026)"),
        ("missed", True, "lewat sejak 4 Agustus 2026, belum selesai"),
        ("missed", False, "selesai terlambat (batasnya 4 Agustus 2026)"),
    ],
)
def test_a_deadline_is_told_in_plain_words(verdict: str, late: bool, sentence: str) -> None:
    line = ClockLine(clock="settle", label="x", due_on=DUE_ON, verdict=verdict, late=late)
    assert sentence_of(line) == sentence


async def test_the_office_sees_the_persons_too(desks: Desks, view: Asking) -> None:
    disposed = await read_by_both(desks)
    found = await view.see(ShowReaders(pengaduan_id=disposed.pengaduan_id), ReadersView)
    told = [(line.actor.id, line.what, line.purpose) for line in found.readers]
    assert told == [(HEAD.id, "identity", PURPOSE), ("dinkes", "content", None)]


async def test_readers_of_an_unknown_number_are_refused(desks: Desks, view: Asking) -> None:
    found = await view.see(ShowReaders(number="BKS-2026-000009-1"), Refused)
    assert found.code in {"unknown_complaint", "mistyped_number"}
