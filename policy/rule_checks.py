"""What the rules of a policy file must hold true, each by itself."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, get_args

from policy import rules_together
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.shape import Finding
from schemas.events import PengaduanEvent

EVENTS = {event.__name__ for event in get_args(PengaduanEvent)}
DIMENSIONS = ("kinds", "severities", "channels", "categories")
# With these the ball leaves the office, so a clock that they start would never run.
PAUSED_FROM_THE_START = {"CompletionRequested": {"reporter"}, "WaitingStarted": {"outside"}}

WARNS_NOBODY: Final = (
    "`warn_to` tanpa `warn_at` tidak memperingatkan siapa pun: "
    "tulis juga `warn_at`, atau hapus `warn_to`"
)


def _alone(policy: OfficePolicy) -> Iterator[Finding]:
    for at, rule in enumerate(policy.rules):
        for check in (_dates, _events, _warnings, _parties):
            yield from check(f"$.rules[{at}]", rule)


def _dates(path: str, rule: Rule) -> Iterator[Finding]:
    if rule.in_force_until is not None and rule.in_force_until < rule.in_force_from:
        yield f"{path}.in_force_until", "berakhir sebelum mulai berlaku"
    if rule.day_one == ("next_working_day" if rule.unit == "calendar_day" else "next_day"):
        yield f"{path}.day_one", f"hari pertama `{rule.day_one}` tidak cocok dengan `{rule.unit}`"


def _events(path: str, rule: Rule) -> Iterator[Finding]:
    if rule.starts not in EVENTS:
        yield f"{path}.starts", f"kejadian `{rule.starts}` tidak dikenal"
    for name in rule.ends:
        if name not in EVENTS:
            yield f"{path}.ends", f"kejadian `{name}` tidak dikenal"
    if rule.silence and rule.starts != "Received":
        yield f"{path}.starts", "aturan `silence` harus mulai dengan `Received`"


def _warnings(path: str, rule: Rule) -> Iterator[Finding]:
    if any(later <= earlier for earlier, later in pairwise(rule.warn_at)):
        yield f"{path}.warn_at", "peringatan harus makin lama makin besar"
    if rule.warn_to is not None and not rule.warn_at:
        yield f"{path}.warn_to", WARNS_NOBODY


def _parties(path: str, rule: Rule) -> Iterator[Finding]:
    if PAUSED_FROM_THE_START.get(rule.starts, set()) & set(rule.pauses):
        yield (
            f"{path}.pauses",
            f"jam yang mulai dengan `{rule.starts}` tidak dapat berhenti olehnya",
        )
    if rule.closes_as is not None and rule.binds != "reporter":
        yield f"{path}.closes_as", '`closes_as` hanya untuk aturan dengan `binds = "reporter"`'


def _applies_to(name: str) -> Callable[[OfficePolicy], Iterator[Finding]]:
    def find(policy: OfficePolicy) -> Iterator[Finding]:
        known = {term.code for term in getattr(policy, name)}
        for at, rule in enumerate(policy.rules):
            for code in getattr(rule.applies_to, name):
                if code not in known:
                    yield f"$.rules[{at}].applies_to", f"kode `{code}` tidak ada dalam `{name}`"

    return find


def _roles(policy: OfficePolicy) -> Iterator[Finding]:
    roles = {role.code for role in policy.roles}
    for at, rule in enumerate(policy.rules):
        for code in rule.escalate_to:
            if code not in roles:
                yield f"$.rules[{at}].escalate_to", f"peran `{code}` tidak ada dalam `roles`"
        if rule.warn_to is not None and rule.warn_to not in roles:
            yield f"$.rules[{at}].warn_to", f"peran `{rule.warn_to}` tidak ada dalam `roles`"


def _outcomes(policy: OfficePolicy) -> Iterator[Finding]:
    outcomes = {outcome.code for outcome in policy.outcomes}
    for at, rule in enumerate(policy.rules):
        if rule.closes_as is not None and rule.closes_as not in outcomes:
            yield f"$.rules[{at}].closes_as", f"hasil `{rule.closes_as}` tidak ada dalam `outcomes`"


NOTHING: Final[frozenset[str]] = frozenset()
CHECKS: Final = (
    (_alone, NOTHING),
    *((_applies_to(name), frozenset({name})) for name in DIMENSIONS),
    (_roles, frozenset({"roles"})),
    (_outcomes, frozenset({"outcomes"})),
    (rules_together.ids, NOTHING),
    (rules_together.overlaps, NOTHING),
)
