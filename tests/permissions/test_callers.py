"""Who acts is taken from the connection, and from a claim only where people are signed in."""

import pytest

from policy.permissions import EVERYWHERE, Role, role_of
from runtime.callers import actor_of
from schemas.commands.base import Claim
from schemas.commit import Actor

HEAD = Claim(kind="petugas", id="ketua_1", role="ketua_tim")


def test_an_opd_speaks_for_itself_whatever_it_claims() -> None:
    assert actor_of("opd_dinkes", HEAD) == Actor(
        kind="opd", id="dinkes", role=None, via="opd_dinkes"
    )


def test_the_monitor_is_a_program_whatever_it_claims() -> None:
    actor = actor_of("sla_monitor", HEAD)
    assert actor is not None
    assert (actor.kind, actor.id, actor.role) == ("sistem", "sla_monitor", None)


@pytest.mark.parametrize("caller", ["intake", "reporting", "auditor", "admin", "opd", ""])
@pytest.mark.parametrize("claim", [None, HEAD])
def test_nobody_else_speaks(caller: str, claim: Claim | None) -> None:
    assert actor_of(caller, claim) is None


@pytest.mark.parametrize("caller", ["cli", "portal"])
def test_a_face_names_the_person(caller: str) -> None:
    assert actor_of(caller, HEAD) == Actor(
        kind="petugas", id="ketua_1", role="ketua_tim", via=caller
    )


def test_a_face_for_many_must_name_somebody() -> None:
    assert actor_of("portal", None) is None


def test_who_holds_the_machine_may_name_nobody() -> None:
    actor = actor_of("cli", None)
    assert actor is not None
    assert role_of(actor) == "petugas"


@pytest.mark.parametrize("kind", ["warga", "opd"])
def test_a_role_makes_no_officer_of_somebody_else(kind: str) -> None:
    claim = Claim(kind=kind, id="dinkes", role="ketua_tim")  # type: ignore[arg-type]
    actor = actor_of("portal", claim)
    assert actor is not None
    assert (actor.role, role_of(actor)) == (None, kind)


@pytest.mark.parametrize(
    ("named", "role"),
    [
        (None, "petugas"),
        ("ketua_tim", "ketua_tim"),
        ("kepala_seksi", "ketua_tim"),
        ("kepala_dinas", "kepala"),
        ("auditor", "auditor"),
        ("admin", "admin"),
        ("opd", None),
        ("warga", None),
        ("sistem", None),
        ("bupati", None),
    ],
)
def test_a_person_of_the_office_acts_in_the_role_that_is_named(
    named: str | None, role: Role | None
) -> None:
    assert role_of(Actor(kind="petugas", id="siti", role=named, via="cli")) == role


def test_what_an_import_wrote_is_nobodys_role() -> None:
    assert role_of(Actor(kind="impor", id="x", role=None, via="intake")) is None


def test_a_role_that_is_not_known_is_refused_with_a_sentence() -> None:
    refusal = EVERYWHERE.refusal(Actor(kind="petugas", id="siti", role="bupati", via="cli"), "Void")
    assert refusal is not None
    assert (refusal.code, refusal.fields["role"]) == ("unknown_role", "bupati")
    assert refusal.sentence


def test_a_role_that_may_not_is_refused_by_its_name() -> None:
    actor = Actor(kind="petugas", id="bpk", role="auditor", via="portal")
    refusal = EVERYWHERE.refusal(actor, "Void")
    assert refusal is not None
    assert (refusal.code, refusal.fields) == (
        "not_permitted",
        {"caller": "portal", "role": "auditor", "command": "Void"},
    )


def test_who_opens_an_identity_has_a_name() -> None:
    assert EVERYWHERE.refusal(Actor(kind="petugas", id="cli", role=None, via="cli"), "OpenIdentity")
    assert not EVERYWHERE.refusal(
        Actor(kind="petugas", id="siti", role=None, via="cli"), "OpenIdentity"
    )
