"""Policies to try, and complaints to try them on."""

from policy.load import OFFICES, load_office
from schemas import queries as ask
from schemas.events import PengaduanEvent
from schemas.whatif import WhatIfResult, WhatIfView
from services.sla_monitor.decider import DECIDER
from services.sla_monitor.promises import Promises
from services.sla_monitor.review import Review
from tests.reporting.world import NOW, World, day
from tests.sla_monitor.cases import folded
from tests.support import samples as s

PERIOD = "2025-S1"
WHATIF = "019f3b5c-7c00-7a31-8f00-00000000cafe"
PROMISES = Promises.of(load_office(OFFICES / "bengkalis.toml"))
SETTLE = "bengkalis.settle.2025"


def bengkalis(*changes: tuple[str, str, str]) -> str:
    """The shipped file, changed in some rules: the rule's id, what stands there, what shall."""
    text = (OFFICES / "bengkalis.toml").read_text(encoding="utf-8")
    for rule, old, new in changes:
        at = text.index(f'id = "{rule}"')
        end = text.find("[[rules]]", at)
        block = text[at:end]
        assert old in block, (rule, old)
        text = text[:at] + block.replace(old, new, 1) + text[end:]
    return text


QUICK = bengkalis(("bengkalis.settle.2025", "amount = 20", "amount = 5"))
"""Five working days to settle instead of twenty."""


async def live(world: World, n: int, on: str, *events: PengaduanEvent) -> None:
    """A complaint with everything that the monitor says of it by now."""
    history = [await world.received(n, on), *events]
    for event in (*history, *DECIDER.decide(Review(NOW, PROMISES), folded(history))):
        await world.say(n, event)


def closed(on: str) -> PengaduanEvent:
    return s.closed(occurred=day(on))


async def begin(world: World, policy: str = QUICK, **changes: object) -> WhatIfView:
    given = {"whatif_id": WHATIF, "file": "coba.toml", "policy": policy, "period": PERIOD}
    return await world.ask(ask.StartWhatIf(**{**given, **changes}), WhatIfView)  # type: ignore[arg-type]


async def tried(world: World, policy: str = QUICK, **changes: object) -> WhatIfResult:
    begun = await begin(world, policy, **changes)
    await world.desk.finished()
    view = await world.ask(ask.ShowWhatIf(whatif_id=begun.whatif_id), WhatIfView)
    assert view.result is not None, view
    return view.result
