"""Every role tries every command at the desk: only what the table permits is looked at."""

import msgspec
import pytest

from policy.permissions import EVERYWHERE, Role
from schemas.answers import Refused
from schemas.commands import disposition as say
from schemas.commands.base import Claim
from tests.disposition import kit
from tests.disposition.counter import Counter
from tests.disposition.desk import DISPOSE, again, done, refused
from tests.disposition.kit import WORDS
from tests.permissions.said import every

CLAIMS: dict[Role, Claim] = {
    "warga": Claim(kind="warga", id="pelapor"),
    "petugas": Claim(kind="petugas", id="siti", role="petugas"),
    "ketua_tim": Claim(kind="petugas", id="budi", role="ketua_tim"),
    "kepala": Claim(kind="petugas", id="kadis", role="kepala"),
    "auditor": Claim(kind="petugas", id="bpk", role="auditor"),
    "admin": Claim(kind="petugas", id="root", role="admin"),
    "opd": Claim(kind="opd", id="dinkes"),
}
COMMANDS = {
    type(command).__name__: command
    for command in every(3, 1)
    if isinstance(command, say.DispositionCommand)
}


@pytest.mark.parametrize("role", CLAIMS)
async def test_a_role_is_refused_what_the_table_does_not_permit_and_nothing_else(
    counter: Counter, role: Role
) -> None:
    stopped = set()
    for name, command in COMMANDS.items():
        said = msgspec.structs.replace(again(command), by=CLAIMS[role])
        answer = await counter.say(said, "portal")
        if isinstance(answer, Refused) and answer.code == "not_permitted":
            stopped.add(name)
    assert stopped == {name for name in COMMANDS if not EVERYWHERE.may(role, name)}


@pytest.mark.parametrize("role", ["petugas", "ketua_tim", "admin"])
async def test_an_opd_gains_nothing_by_a_claim(counter: Counter, role: Role) -> None:
    await done(counter, DISPOSE)
    note = kit.add_note(text=WORDS, by=CLAIMS[role])
    assert (await refused(counter, note, "opd_dinkes")).code == "not_permitted"
    await done(counter, kit.accept(disposition_id=1, by=CLAIMS[role]), "opd_dinkes")
    actor = (await counter.history())[-1].actor
    assert (actor.kind, actor.id, actor.role) == ("opd", "dinkes", None)


async def test_an_opd_of_the_portal_speaks_of_its_own_dispositions_only(counter: Counter) -> None:
    await done(counter, DISPOSE)
    other = kit.accept(disposition_id=1, by=Claim(kind="opd", id="dlh"))
    assert (await refused(counter, other, "portal")).code == "not_your_disposition"


async def test_a_role_that_nobody_knows_is_refused(counter: Counter) -> None:
    note = kit.add_note(text=WORDS, by=Claim(kind="petugas", id="x", role="bupati"))
    assert (await refused(counter, note, "portal")).code == "unknown_role"
