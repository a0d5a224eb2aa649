"""Commands at the desk: who may say them, and as whom they are written down."""

import pytest

from schemas.commands import disposition as say
from schemas.commands.base import Claim
from tests.disposition import kit
from tests.disposition.counter import Counter
from tests.disposition.desk import DISPOSE, done, refused
from tests.disposition.kit import WORDS, at


@pytest.mark.parametrize(
    "command",
    [
        DISPOSE,
        kit.recall(disposition_id=1, text=WORDS),
        kit.answer(text=WORDS),
        kit.wait(party="outside", reason="menunggu_instansi"),
        kit.add_note(text=WORDS),
        kit.annul(target=at(3), text=WORDS),
    ],
)
async def test_an_opd_may_only_speak_of_dispositions(
    counter: Counter, command: say.DispositionCommand
) -> None:
    assert (await refused(counter, command, "opd_dinkes")).code == "not_permitted"


@pytest.mark.parametrize("caller", ["intake", "auditor", "reporting", "opd"])
async def test_other_callers_may_say_nothing(counter: Counter, caller: str) -> None:
    assert (await refused(counter, DISPOSE, caller)).code == "not_permitted"


@pytest.mark.parametrize("command", [DISPOSE, kit.answer(text=WORDS), kit.add_note(text=WORDS)])
async def test_the_monitor_may_only_close(
    counter: Counter, command: say.DispositionCommand
) -> None:
    assert (await refused(counter, command, "sla_monitor")).code == "not_permitted"


async def test_what_the_monitor_closes_no_person_has_closed(counter: Counter) -> None:
    await done(counter, kit.answer(text=WORDS))
    claimed = kit.close(
        outcome="tidak_ada_tanggapan", text=WORDS, by=Claim(kind="petugas", id="siti")
    )
    await done(counter, claimed, "sla_monitor")
    actor = (await counter.history())[-1].actor
    assert (actor.kind, actor.id, actor.via) == ("sistem", "sla_monitor", "sla_monitor")


async def test_what_the_monitor_closes_makes_no_persons_view_stale(counter: Counter) -> None:
    seen = (await done(counter, kit.answer(text=WORDS))).version
    await done(counter, kit.close(outcome="tidak_ada_tanggapan", text=WORDS), "sla_monitor")
    reopened = kit.reopen(reason="salah_tutup", text=WORDS, seen_version=seen)
    assert (await done(counter, reopened)).events == ("Reopened",)


async def test_an_opd_does_not_speak_for_another(counter: Counter) -> None:
    await done(counter, DISPOSE)
    answer = await refused(counter, kit.accept(disposition_id=1), "opd_dlh")
    assert answer.code == "not_your_disposition"


async def test_an_opd_is_written_down_as_the_actor(counter: Counter) -> None:
    await done(counter, DISPOSE)
    await done(counter, kit.accept(disposition_id=1), "opd_dinkes")
    actor = (await counter.history())[-1].actor
    assert (actor.kind, actor.id, actor.via) == ("opd", "dinkes", "opd_dinkes")
