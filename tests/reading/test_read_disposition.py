"""An OPD reads what it is granted of its own dispositions, and each reading leaves a record."""

import msgspec
import pytest

from schemas.answers import Done
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Claim
from schemas.events.disposition import DispositionRead
from schemas.shown import ContentShown, DispositionShown, MessageShown
from tests.reading.desks import HEAD, NOW, REPORTER, Desks, about
from tests.support.logged import capture_logs
from tests.support.values import REPORTER_NAME, REPORTER_TEXT

DINKES = "opd_dinkes"
SUMMARY = "Izin apotek belum terbit."
INSTRUCTION = "Mohon penjelasan."


def reading(done: Done, **fields: object) -> settle.ReadDisposition:
    return about(
        done.pengaduan_id, settle.ReadDisposition, **({"disposition_id": 1, "by": None} | fields)
    )


async def shown(desks: Desks, done: Done) -> DispositionShown:
    found = (await desks.done(reading(done), DINKES)).disposition
    assert found is not None
    return found


async def readings(desks: Desks, done: Done) -> list[tuple[str, str]]:
    return [
        (commit.actor.id, event.what)
        for commit in await desks.history(done.pengaduan_id)
        for event in commit.events
        if isinstance(event, DispositionRead)
    ]


async def test_an_opd_reads_the_officers_summary(desks: Desks) -> None:
    disposed = await desks.disposed()
    assert await shown(desks, disposed) == DispositionShown(
        disposition_id=1, what="summary", instruction=INSTRUCTION, summary=SUMMARY
    )
    assert await readings(desks, disposed) == [("dinkes", "summary")]


async def test_with_the_grant_it_reads_the_complaint_too(desks: Desks) -> None:
    disposed = await desks.disposed(grant="content")
    message = {"channel": "website", "text": "Sudah dua bulan."}
    await desks.done(about(disposed.pengaduan_id, say.AddMessage, **message))
    found = await shown(desks, disposed)
    said = MessageShown(on=NOW.date(), text="Sudah dua bulan.")
    assert found.content == ContentShown(text=REPORTER_TEXT, messages=(said,))
    assert await readings(desks, disposed) == [("dinkes", "content")]


async def test_what_was_put_right_is_read_as_it_is_now(desks: Desks) -> None:
    disposed = await desks.disposed(grant="content")
    right = {"field": "content.text", "new": "Izin klinik belum terbit.", "reason": "Salah catat."}
    first = settle.At(version=1, index=0)
    await desks.done(about(disposed.pengaduan_id, settle.Correct, target=first, **right))
    content = (await shown(desks, disposed)).content
    assert content is not None
    assert content.text == "Izin klinik belum terbit."


async def test_it_never_reads_who_the_reporter_is(desks: Desks) -> None:
    disposed = await desks.disposed(grant="content")
    answer = await desks.done(reading(disposed), DINKES)
    said = msgspec.json.encode(answer).decode()
    given = msgspec.structs.asdict(REPORTER).values()
    assert [value for value in given if value and value in said] == []


async def test_every_reading_is_recorded_and_a_repeat_once(desks: Desks) -> None:
    disposed = await desks.disposed()
    command = reading(disposed)
    first, second = await desks.done(command, DINKES), await desks.done(command, DINKES)
    assert second == msgspec.structs.replace(first, repeated=True)
    await desks.done(reading(disposed), DINKES)
    assert len(await readings(desks, disposed)) == 2


async def test_another_opd_reads_nothing(desks: Desks) -> None:
    disposed = await desks.disposed()
    command = reading(disposed)
    await desks.done(command, DINKES)
    for said in (reading(disposed), command):
        assert (await desks.refused(said, "opd_dlh")).code in {
            "not_your_disposition",
            "command_id_taken",
        }
    assert await readings(desks, disposed) == [("dinkes", "summary")]


async def test_the_id_of_another_command_reads_nothing(desks: Desks) -> None:
    disposed = await desks.disposed()
    accept = about(disposed.pengaduan_id, settle.Accept, disposition_id=1, by=None)
    await desks.done(accept, DINKES)
    unrecorded = reading(disposed, command_id=accept.command_id)
    assert (await desks.refused(unrecorded, DINKES)).code == "command_id_taken"
    assert await readings(desks, disposed) == []


@pytest.mark.parametrize(
    ("end", "caller"),
    [
        ({"command": settle.Return, "reason": "kurang_data", "text": "Kurang."}, DINKES),
        ({"command": settle.Recall, "by": HEAD, "text": "Salah alamat."}, "cli"),
    ],
    ids=["returned", "recalled"],
)
async def test_what_was_taken_back_is_read_no_more(
    desks: Desks, end: dict[str, object], caller: str
) -> None:
    disposed = await desks.disposed()
    before = reading(disposed)
    await desks.done(before, DINKES)
    command: type[settle.Return] = end.pop("command")  # type: ignore[assignment]
    await desks.done(about(disposed.pengaduan_id, command, disposition_id=1, **end), caller)
    codes = [(await desks.refused(said, DINKES)).code for said in (reading(disposed), before)]
    assert codes == ["disposition_not_open", "disposition_not_open"]


async def test_a_disposition_that_never_was_is_read_no_more(desks: Desks) -> None:
    disposed = await desks.disposed()
    version = len(await desks.history(disposed.pengaduan_id))
    target = settle.At(version=version, index=0)
    await desks.done(
        about(disposed.pengaduan_id, settle.Annul, by=HEAD, target=target, text="Salah.")
    )
    assert (await desks.refused(reading(disposed), DINKES)).code == "not_your_disposition"


async def test_a_clarified_one_is_read_until_the_complaint_is_closed(desks: Desks) -> None:
    disposed = await desks.disposed()
    clarify = {"disposition_id": 1, "text": "Sudah diperiksa."}
    await desks.done(about(disposed.pengaduan_id, settle.Clarify, by=None, **clarify), DINKES)
    assert (await shown(desks, disposed)).summary == SUMMARY
    await desks.done(about(disposed.pengaduan_id, settle.Answer, text="Terbit."))
    close = {"outcome": "ditindaklanjuti", "text": "Selesai.", "by": HEAD}
    await desks.done(about(disposed.pengaduan_id, settle.Close, **close))
    assert (await desks.refused(reading(disposed), DINKES)).code == "already_closed"


async def test_what_was_erased_is_not_read(desks: Desks) -> None:
    disposed = await desks.disposed(grant="content")
    erase = {"basis": "permintaan_pelapor", "by": HEAD}
    await desks.done(about(disposed.pengaduan_id, say.EraseIdentity, **erase))
    found = await shown(desks, disposed)
    assert found == DispositionShown(disposition_id=1, what="content", erased=True)


async def test_many_messages_are_told_as_far_as_there_is_room(desks: Desks) -> None:
    disposed = await desks.disposed(grant="content")
    for _ in range(6):
        long = {"channel": "website", "text": "x" * 20_000}
        await desks.done(about(disposed.pengaduan_id, say.AddMessage, **long))
    content = (await shown(desks, disposed)).content
    assert content is not None
    assert (len(content.messages), content.messages_left_out) == (4, 2)


async def test_an_officer_does_not_read_as_an_opd(desks: Desks) -> None:
    disposed = await desks.disposed()
    assert (await desks.refused(reading(disposed, by=HEAD))).code == "not_permitted"


async def test_an_opd_that_is_signed_in_at_the_portal_reads_its_own(desks: Desks) -> None:
    disposed = await desks.disposed()
    for code, answered in (("dlh", "not_your_disposition"), ("dinkes", None)):
        claim = Claim(kind="opd", id=code)
        answer = await desks.answer(reading(disposed, by=claim), "portal")
        assert getattr(answer, "code", None) == answered


async def test_reading_makes_nobodys_view_stale(desks: Desks) -> None:
    disposed = await desks.disposed()
    seen = len(await desks.history(disposed.pengaduan_id))
    await desks.done(reading(disposed), DINKES)
    note = about(disposed.pengaduan_id, settle.AddNote, text="Lengkap.", seen_version=seen)
    assert (await desks.done(note)).events == ("NoteAdded",)


async def test_no_log_shows_what_is_read(desks: Desks) -> None:
    disposed = await desks.disposed(grant="content")
    with capture_logs() as logs:
        answer = await desks.done(reading(disposed), DINKES)
    assert logs
    for text in (REPORTER_TEXT, SUMMARY, REPORTER_NAME):
        assert text not in repr(logs) + repr(answer)
