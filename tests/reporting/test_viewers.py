"""Who asks decides what is shown of a person, and what may be asked at all."""

from typing import Any, TypeVar

import msgspec
import pytest

from runtime.ids import number_of
from runtime.topology import query_subject
from schemas import queries as ask
from schemas.answers import Refused
from schemas.commands.base import Claim
from schemas.plaintexts import Identity
from schemas.views import Answer, CaseList, HistoryView, ViewStatus
from tests.reporting.world import World
from tests.support import samples as s

A = TypeVar("A")
NIK = "1403016507880003"
SITI = Identity(name="Siti Rahmawati", phone="081275550143", nik=NIK, address="Jalan Antara 7")
NOT_SHOWN = "[tidak ditampilkan]"
SHOW = ask.ShowCase(number=number_of("BKS", 2023, 1))


def who(role: str | None, kind: Any = "petugas") -> Claim:
    return Claim(kind=kind, id="dinkes" if kind == "opd" else "orang", role=role)


async def told(world: World, query: ask.Query, expected: type[A], caller: str = "portal") -> A:
    subject = query_subject("bengkalis", caller, type(query).__name__)
    reply = await world.desk.answer(subject, msgspec.json.encode(query))
    found = msgspec.json.decode(reply, type=Answer)
    assert isinstance(found, expected), found
    return found


async def identity(world: World, visibility: str, by: Claim | None) -> list[str]:
    """What is shown of Siti's name, NIK, address and phone."""
    event = await world.received(1, "2023-01-01", identity=SITI, visibility=visibility)
    await world.say(1, event)
    await world.keeper.catch_up()
    query = msgspec.structs.replace(SHOW, by=by)
    view = await told(world, query, HistoryView, "portal" if by else "cli")
    return [part.value for part in view.events[0].identity]


@pytest.mark.parametrize("role", [None, "petugas", "ketua_tim", "kepala_seksi"])
async def test_who_works_on_an_open_complaint_sees_whom_to_call(
    memory_world: World, role: str | None
) -> None:
    shown = await identity(memory_world, "terbuka", who(role))
    assert shown == ["Siti Rahmawati", "************0003", "Jalan Antara 7", "081275550143"]


@pytest.mark.parametrize("role", ["kepala", "kepala_dinas", "auditor"])
async def test_who_only_reads_sees_enough_to_tell_people_apart(
    memory_world: World, role: str
) -> None:
    shown = await identity(memory_world, "terbuka", who(role))
    assert shown == ["S*** R***", NOT_SHOWN, NOT_SHOWN, "0812-****-*143"]


async def test_whoever_names_nobody_sees_everything_masked(memory_world: World) -> None:
    shown = await identity(memory_world, "terbuka", None)
    assert shown == ["S*** R***", "************0003", "***", "0812-****-*143"]


async def test_an_anonymous_reporter_is_masked_for_who_works_on_it(memory_world: World) -> None:
    shown = await identity(memory_world, "anonim", who("petugas"))
    assert shown == ["S*** R***", "************0003", "***", "0812-****-*143"]


@pytest.mark.parametrize("role", ["kepala", "auditor"])
async def test_an_anonymous_reporter_is_hidden_from_who_only_reads(
    memory_world: World, role: str
) -> None:
    assert await identity(memory_world, "anonim", who(role)) == [NOT_SHOWN] * 4


@pytest.mark.parametrize("by", [None, *map(who, ("petugas", "ketua_tim", "kepala", "auditor"))])
async def test_the_identity_of_a_secret_complaint_is_hidden_from_everybody(
    memory_world: World, by: Claim | None
) -> None:
    assert await identity(memory_world, "rahasia", by) == [NOT_SHOWN] * 4


async def test_who_runs_the_system_reads_no_matter(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    await memory_world.keeper.catch_up()
    found = await told(memory_world, ask.ListCases(by=who("admin")), CaseList)
    assert [line.text for line in found.cases] == [NOT_SHOWN]


async def test_an_officer_is_offered_what_can_be_done_now(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    await memory_world.keeper.catch_up()
    view = await told(memory_world, msgspec.structs.replace(SHOW, by=who("petugas")), HistoryView)
    why = {action.action: action.why_not for action in view.actions}
    assert why["Verify"] is None
    assert why["Classify"] == "Pengaduan belum diverifikasi: verifikasi dahulu."


async def test_an_auditor_is_offered_nothing(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    await memory_world.keeper.catch_up()
    view = await told(memory_world, msgspec.structs.replace(SHOW, by=who("auditor")), HistoryView)
    assert view.actions == ()


async def test_what_was_annulled_can_be_done_again(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-01-01"))
    await memory_world.say(1, s.linked())
    await memory_world.say(1, s.annulled(target=s.annulled().target.__class__(version=2, index=0)))
    await memory_world.keeper.catch_up()
    view = await told(memory_world, msgspec.structs.replace(SHOW, by=who("petugas")), HistoryView)
    why = {action.action: action.why_not for action in view.actions}
    assert why["Link"] is None
    assert why["Unlink"] is not None


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (who(None, "warga"), "not_permitted"),
        (who(None, "opd"), "not_permitted"),
        (who("admin"), "not_permitted"),
        (who("bupati"), "unknown_role"),
        (None, "not_permitted"),
    ],
)
async def test_who_may_not_read_a_history_is_refused(
    memory_world: World, by: Claim | None, code: str
) -> None:
    query = msgspec.structs.replace(SHOW, by=by)
    refused = await told(memory_world, query, Refused)
    assert refused.code == code
    assert refused.sentence


async def test_an_opd_is_no_officer_by_saying_so(memory_world: World) -> None:
    query = msgspec.structs.replace(SHOW, by=who("ketua_tim"))
    assert (await told(memory_world, query, Refused, "opd_dinkes")).code == "not_permitted"


async def test_who_runs_the_system_may_ask_how_it_stands(memory_world: World) -> None:
    assert await told(memory_world, ask.Status(by=who("admin")), ViewStatus)
