"""An identity is opened for a purpose, and each opening leaves a record."""

import msgspec
import pytest

from runtime.ids import new_id
from schemas.answers import Done
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Claim
from schemas.events.intake import IdentityOpened
from tests.reading.desks import HEAD, OFFICER, REPORTER, Desks, about
from tests.support.logged import capture_logs
from tests.support.values import REPORTER_NAME, REPORTER_NIK, REPORTER_PHONE

PURPOSE = "menghubungi_pelapor"


def opening(done: Done, **fields: object) -> say.OpenIdentity:
    return about(done.pengaduan_id, say.OpenIdentity, **({"purpose": PURPOSE} | fields))


async def openings(desks: Desks, done: Done) -> list[tuple[str, str]]:
    return [
        (commit.actor.id, event.purpose)
        for commit in await desks.history(done.pengaduan_id)
        for event in commit.events
        if isinstance(event, IdentityOpened)
    ]


async def test_the_answer_carries_who_it_is(desks: Desks) -> None:
    answer = await desks.done(opening(await desks.received()))
    assert answer.identity is not None
    assert msgspec.to_builtins(answer.identity) == {
        name: value for name, value in msgspec.structs.asdict(REPORTER).items() if value
    }


async def test_who_opened_it_and_why_is_recorded(desks: Desks) -> None:
    received = await desks.received()
    await desks.done(opening(received, text="Nomor rumah kurang jelas."))
    assert await openings(desks, received) == [(OFFICER.id, PURPOSE)]


async def test_every_opening_is_recorded(desks: Desks) -> None:
    received = await desks.received()
    for person in (OFFICER, HEAD, OFFICER):
        await desks.done(opening(received, by=person))
    assert [who for who, _ in await openings(desks, received)] == [OFFICER.id, HEAD.id, OFFICER.id]


async def test_a_command_said_again_gives_it_again_and_is_recorded_once(desks: Desks) -> None:
    received = await desks.received()
    command = opening(received)
    first, second = await desks.done(command), await desks.done(command)
    assert second == msgspec.structs.replace(first, repeated=True)
    assert second.identity == first.identity
    assert len(await openings(desks, received)) == 1


async def test_nobody_reads_on_the_command_of_another(desks: Desks) -> None:
    received = await desks.received()
    command = opening(received)
    await desks.done(command)
    stolen = msgspec.structs.replace(command, by=HEAD)
    assert (await desks.refused(stolen)).code == "command_id_taken"


async def test_the_id_of_another_command_opens_nothing(desks: Desks) -> None:
    received = await desks.received()
    message = about(received.pengaduan_id, say.AddMessage, channel="website", text="Halo.")
    await desks.done(message)
    unrecorded = opening(received, command_id=message.command_id)
    assert (await desks.refused(unrecorded)).code == "command_id_taken"
    assert await openings(desks, received) == []


async def test_what_was_completed_and_put_right_is_shown(desks: Desks) -> None:
    received = await desks.received(identity=say.IdentityGiven(name="Siti", phone="0812"))
    await desks.done(about(received.pengaduan_id, say.RequestCompletion, missing=("nik",)))
    given = say.IdentityGiven(nik=REPORTER_NIK, phone=REPORTER_PHONE)
    await desks.done(about(received.pengaduan_id, say.Complete, identity=given))
    right = {"field": "identity.name", "new": REPORTER_NAME, "reason": "Salah tulis."}
    first = settle.At(version=1, index=0)
    await desks.done(about(received.pengaduan_id, settle.Correct, target=first, **right))
    identity = (await desks.done(opening(received))).identity
    assert identity is not None
    assert (identity.name, identity.nik, identity.phone) == (
        REPORTER_NAME,
        REPORTER_NIK,
        REPORTER_PHONE,
    )


async def test_nothing_is_opened_after_an_erasure(desks: Desks) -> None:
    received = await desks.received()
    before = opening(received)
    await desks.done(before)
    erase = about(received.pengaduan_id, say.EraseIdentity, by=HEAD, basis="permintaan_pelapor")
    await desks.done(erase)
    answers = [await desks.refused(opening(received)), await desks.refused(before)]
    assert {answer.code for answer in answers} == {"identity_gone"}
    assert len(await openings(desks, received)) == 1


async def test_where_no_identity_was_given_there_is_none_to_open(desks: Desks) -> None:
    received = await desks.received(identity=say.IdentityGiven())
    assert (await desks.refused(opening(received))).code == "no_identity"


async def test_a_purpose_that_the_office_does_not_know_is_refused(desks: Desks) -> None:
    received = await desks.received()
    assert (await desks.refused(opening(received, purpose="ingin_tahu"))).code == "unknown_code"


async def test_of_an_unknown_complaint_there_is_nothing_to_open(desks: Desks) -> None:
    command = about(new_id(), say.OpenIdentity, purpose=PURPOSE)
    assert (await desks.refused(command)).code == "unknown_complaint"


@pytest.mark.parametrize(
    "person",
    [
        None,
        Claim(kind="petugas", id="kadis", role="kepala"),
        Claim(kind="petugas", id="bpk", role="auditor"),
        Claim(kind="petugas", id="root", role="admin"),
        Claim(kind="warga", id="x"),
    ],
)
async def test_whoever_may_not_is_refused(desks: Desks, person: Claim | None) -> None:
    received = await desks.received()
    assert (await desks.refused(opening(received, by=person))).code == "not_permitted"


@pytest.mark.parametrize("caller", ["opd_dinkes", "disposition", "sla_monitor", "reporting"])
async def test_no_program_opens_an_identity(desks: Desks, caller: str) -> None:
    received = await desks.received()
    assert (await desks.refused(opening(received), caller)).code == "not_permitted"


async def test_who_reads_makes_nobodys_view_stale(desks: Desks) -> None:
    received = await desks.received()
    seen = len(await desks.history(received.pengaduan_id))
    await desks.done(opening(received))
    note = about(received.pengaduan_id, settle.AddNote, text="Lengkap.", seen_version=seen)
    assert (await desks.done(note)).events == ("NoteAdded",)


async def test_no_log_and_no_print_shows_a_person(desks: Desks) -> None:
    received = await desks.received()
    with capture_logs() as logs:
        answer = await desks.done(opening(received))
    assert [line["event"] for line in logs] == ["command_done"]
    for shown in (repr(logs), repr(answer), str(answer.identity), f"{answer}"):
        assert REPORTER_NAME not in shown
        assert REPORTER_NIK not in shown
