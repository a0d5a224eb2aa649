"""By the tracking code the reporter reads what happened and what the office said to them."""

from schemas.answers import Done
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.readings import TrackView
from tests.reading.asking import Asking
from tests.reading.desks import HEAD, Desks, about
from tests.reading.test_tracking import code_of, tracked

TOLD = "Izin Anda terbit pada hari Senin."


async def titles_of(view: Asking, done: Done) -> list[str]:
    return [event.title for event in (await tracked(view, code_of(done))).events]


async def answered(desks: Desks) -> Done:
    disposed = await desks.disposed()
    clarify = {"disposition_id": 1, "text": "Hanya untuk kantor."}
    await desks.done(about(disposed.pengaduan_id, settle.Clarify, by=None, **clarify), "opd_dinkes")
    await desks.done(about(disposed.pengaduan_id, settle.Answer, text=TOLD, examination="Dalam."))
    return disposed


async def corrected(desks: Desks, done: Done, field: str, new: str) -> None:
    version = (await desks.history(done.pengaduan_id))[-1].version
    target = settle.At(version=version, index=0)
    right = {"target": target, "field": field, "new": new, "reason": "Salah tulis."}
    await desks.done(about(done.pengaduan_id, settle.Correct, **right))


async def seen(desks: Desks, view: Asking, done: Done) -> TrackView:
    found = await tracked(view, code_of(done))
    assert found.pengaduan_id == done.pengaduan_id
    return found


async def test_the_answer_is_read_and_what_the_office_keeps_to_itself_is_not(
    desks: Desks, view: Asking
) -> None:
    found = await seen(desks, view, await answered(desks))
    assert [event.text for event in found.events if event.text] == [TOLD]
    assert found.events[-1].title == "Kantor menjawab"
    assert found.events[0].title == "Pengaduan diterima"


async def test_who_has_it_is_told_as_a_unit(desks: Desks, view: Asking) -> None:
    told = await titles_of(view, await answered(desks))
    assert "Diteruskan kepada Dinas Kesehatan" in told


async def test_notes_and_deadlines_are_no_news_for_the_reporter(desks: Desks, view: Asking) -> None:
    received = await desks.received()
    await desks.done(about(received.pengaduan_id, settle.AddNote, text="Catatan dalam."))
    assert await titles_of(view, received) == ["Pengaduan diterima"]


async def test_what_was_undone_is_left_out(desks: Desks, view: Asking) -> None:
    done = await answered(desks)
    version = (await desks.history(done.pengaduan_id))[-1].version
    undo = {"target": settle.At(version=version, index=0), "text": "Salah kirim."}
    await desks.done(about(done.pengaduan_id, settle.Annul, **undo))
    assert "Kantor menjawab" not in await titles_of(view, done)


async def test_what_is_missing_is_asked_in_the_office_s_words(desks: Desks, view: Asking) -> None:
    received = await desks.received()
    asked = {"missing": ("address",), "text": "Sebutkan alamat usaha."}
    await desks.done(about(received.pengaduan_id, say.RequestCompletion, **asked))
    last = (await tracked(view, code_of(received))).events[-1]
    assert (last.title, last.text) == (
        "Anda diminta melengkapi: alamat lengkap",
        "Sebutkan alamat usaha.",
    )


async def test_an_answer_that_was_put_right_is_read_as_it_is_right(
    desks: Desks, view: Asking
) -> None:
    done = await answered(desks)
    await corrected(desks, done, "content.text", "Terbit hari Selasa.")
    texts = [event.text for event in (await tracked(view, code_of(done))).events if event.text]
    assert texts == ["Terbit hari Selasa."]


async def test_an_erased_answer_is_read_no_more(desks: Desks, view: Asking) -> None:
    done = await answered(desks)
    erase = {"basis": "permintaan_pelapor", "by": HEAD}
    await desks.done(about(done.pengaduan_id, say.EraseIdentity, **erase))
    texts = [event.text for event in (await tracked(view, code_of(done))).events if event.text]
    assert texts == ["[dihapus]"]


async def test_the_reporter_learns_what_can_be_done_and_why_not(desks: Desks, view: Asking) -> None:
    received = await desks.received()
    before = {one.action: one.why_not for one in (await seen(desks, view, received)).actions}
    after = {
        one.action: one.why_not for one in (await seen(desks, view, await answered(desks))).actions
    }
    assert before["Confirm"] == "Pelapor belum diberi jawaban: kirim jawaban dahulu."
    assert (after["Confirm"], after["Dispute"], after["AddMessage"]) == (None, None, None)
    assert "Classify" not in after
