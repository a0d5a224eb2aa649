"""What each user is for: which kinds of things it may say and hear, said apart from the program.

The names are those of `subjects.py`: whose office, which kind, and what is done to it.
A star stands for anything.
"""

from fnmatch import fnmatchcase
from typing import Final

APART: Final = ("intake", "disposition", "sla_monitor", "reporting", "auditor")
"""Who asks the server itself, and so may call its API by the name of an import too."""
NAMED: Final = "imported:"


def _facts(*kinds: str) -> tuple[str, ...]:
    return tuple(f"own:fact:{kind}" for kind in kinds)


def _reads(*kinds: str) -> tuple[str, ...]:
    return ("own:*:describe/*", *(f"own:{kind}:read/*" for kind in kinds))


def _answers() -> tuple[str, ...]:
    return "inbox:cli", "inbox:portal", "server:answer"


def _opd(code: str) -> tuple[str, ...]:
    mine = f"own:notices:consumer/opd_{code}"
    return f"own:command:opd_{code}:*", f"{mine}/NEXT", f"{mine}/ACK"


_MONITORS: Final = tuple(
    f"own:timers:consumer/sla_monitor/{verb}" for verb in ("INFO", "NEXT", "ACK", "ACK2")
)

MAY_SAY: Final[dict[str, tuple[str, ...]]] = {
    "intake": (
        *_facts("events", "numbers", "policies", "attachments", "inbox"),
        *_reads("events", "numbers", "policies", "attachments", "inbox"),
    ),
    "disposition": (
        *_facts("events", "notices", "notices_to_another", "outbox"),
        *_reads("events", "policies", "notices", "attachments", "outbox", "inbox"),
    ),
    "sla_monitor": (
        *_facts("events", "timers", "policies"),
        *_reads("events", "policies", "timers"),
        *_MONITORS,
        "own:command:sla_monitor:disposition:Close",
    ),
    "reporting": (
        *_facts("reports", "surveys"),
        *_reads("events", "numbers", "policies", "reports", "attachments", "surveys"),
    ),
    "intake_jawab": _answers(),
    "disposition_jawab": _answers(),
    "sla_monitor_jawab": _answers(),
    "reporting_jawab": _answers(),
    "cli": ("own:command:cli:*", "own:query:cli:*"),
    "portal": ("own:command:portal:*", "own:query:portal:*"),
    "auditor": (*_reads("*"), "own:timers:consumer/sla_monitor/INFO"),
    # Of its own account only, whatever it names: another office's streams are not there.
    "admin": (
        "api:*",
        *(f"*:{verb}/*" for verb in ("describe", "read", "change")),
        *(f"*:consumer/*/{verb}" for verb in ("INFO", "NEXT", "DELETE", "RESET", "PAUSE")),
        *(f"*:consumer/*/{verb}" for verb in ("UNPIN", "STEPDOWN")),
    ),
    "opd_dinkes": _opd("dinkes"),
    "opd_disdik": _opd("disdik"),
    "sys": ("system:*",),
}

MAY_HEAR: Final[dict[str, tuple[str, ...]]] = {
    **{service: (f"inbox:{service}", "own:fact:bells", "own:all:bells") for service in APART},
    "intake": (
        *("inbox:intake", "own:fact:bells", "own:all:bells"),
        *("own:fact:inbox_bells", "own:all:inbox_bells"),
    ),
    "auditor": ("inbox:auditor",),
    **{
        f"{service}_jawab": (f"inbox:{service}_jawab", f"own:queue:{service}")
        for service in ("intake", "disposition", "sla_monitor")
    },
    "reporting_jawab": ("inbox:reporting_jawab", "own:queue:reporting", "own:queue:queries"),
    "cli": ("inbox:cli",),
    "portal": ("inbox:portal", "own:fact:bells", "own:all:bells"),
    "admin": ("inbox:admin",),
    # In an account where nobody else is.
    "opd_dinkes": ("inbox:*", "all:inboxes"),
    "opd_disdik": ("inbox:*", "all:inboxes"),
    "sys": ("inbox:sys", "system:*", "all:system"),
}


def may(table: dict[str, tuple[str, ...]], role: str, name: str) -> bool:
    """Whether a role is meant to."""
    kept = name.removeprefix(NAMED)
    if kept != name and role not in APART:
        return False
    return any(fnmatchcase(kept, pattern) for pattern in table[role])
