"""What would have been under another policy, as the reporting service answers it."""

import datetime as dt

import msgspec

from schemas.rekap import CutOff, PeriodView


class Some(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many clocks, with the numbers of some of their complaints, each once."""

    count: int = 0
    numbers: tuple[str, ...] = ()


NONE = Some()


class Verdicts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Clocks by how they stand.

    Attributes:
        running: Those that are paused too.
        unjudgeable: Without two ends that make a duration.
        absent: Of the recorded ones: nothing was written. Of the others: none would run.
    """

    met: Some = NONE
    missed: Some = NONE
    running: Some = NONE
    unjudgeable: Some = NONE
    absent: Some = NONE


class Trialled(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of the policy on trial, or a clock for which it has none.

    Attributes:
        rule: The rule's id; null where the policy on trial has none.
        promise: What the rule promises, in words: "5 hari kerja".
        ahead: Whether it was applied before its own first day.
    """

    clock: str
    label: str
    rule: str | None
    promise: str | None
    ahead: bool
    before: Verdicts
    after: Verdicts


class Counts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The clocks of one holder under one rule, by how they stand."""

    clock: str
    rule: str | None = None
    before: dict[str, int] = {}
    after: dict[str, int] = {}


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What was, or would have been, in the charge of the desk, a unit or an OPD.

    Attributes:
        kind: `desk`, `unit`, `opd`, or `reporter` for what binds the reporter.
        code: The policy's code; null for the first and the last.
        rules: The same by rule.
    """

    kind: str
    code: str | None
    label: str
    before: Verdicts
    after: Verdicts
    rules: tuple[Counts, ...]


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A clock whose recorded verdict would have been another.

    Attributes:
        due_before: Its last day as recorded.
        due_after: Its last day under the policy on trial.
        days: How many calendar days later that is; less than nothing where it is earlier.
    """

    number: str
    clock: str
    label: str
    before: str
    after: str
    due_before: dt.date
    due_after: dt.date | None
    days: int | None


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of the file, and its first day."""

    rule: str
    since: dt.date


class WhatIfResult(msgspec.Struct, frozen=True, kw_only=True):
    """The recorded verdicts of a period beside those of a policy on trial.

    Attributes:
        file: The policy file's name.
        policy: SHA-256 of its bytes.
        calendar: The version of its calendar.
        cut_off: What was read, and the policy of the labels.
        moment: The moment at which what still runs was looked at.
        cases: How many complaints of the period count.
        rules: By rule, in the file's order; then the clocks without one.
        holders: By who had the charge; the desk first.
        changed: Some of the clocks whose verdict would have been another.
        changed_total: How many there are in all.
        ahead: The rules that were applied before their own first day.
        waiting: The later rules that were not, because others hold until then.
        strict_dates: Whether no rule was to be applied before its first day.
    """

    office: str
    office_name: str
    period: PeriodView
    file: str
    policy: str
    calendar: str
    cut_off: CutOff
    moment: dt.datetime
    cases: int
    rules: tuple[Trialled, ...]
    holders: tuple[Held, ...]
    changed: tuple[Changed, ...]
    changed_total: int
    ahead: tuple[Coming, ...]
    waiting: tuple[Coming, ...]
    strict_dates: bool = False


class WhatIfView(msgspec.Struct, frozen=True, kw_only=True, tag="whatif", tag_field="type"):
    """How far it is.

    Attributes:
        state: `running`, `done` or `failed`.
        done: Commits read and complaints judged so far, of `total`.
        failure: The code of what went wrong.
    """

    whatif_id: str
    state: str
    done: int
    total: int
    milliseconds: int
    failure: str | None = None
    result: WhatIfResult | None = None
