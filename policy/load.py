"""Reads the offices' policy files, strictly."""

import hashlib
from functools import cached_property
from pathlib import Path

import msgspec

from policy.calendar import Calendar
from policy.calendar_checks import days_findings, periods_findings, rest_findings
from policy.checks import findings
from policy.draft import draft_of
from policy.model import OfficePolicy
from policy.overlay import NO_DAYS, Overlay
from policy.reading import refuse_if, toml_of
from policy.shape import Finding, misshapen

OFFICES = Path(__file__).parent / "offices"
HOLIDAYS = Path(__file__).parent / "holidays"
NATIONAL = "indonesia.toml"


class Loaded(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A policy with the bytes it was read from, and the days that stand beside it.

    Attributes:
        digest: SHA-256 of the bytes, lower-case hex; events name the policy by it.
        days: What the country's and the office's own file of holidays say.
    """

    policy: OfficePolicy
    digest: str
    raw: bytes
    days: Overlay = NO_DAYS

    @cached_property
    def calendar(self) -> Calendar:
        """The office's calendar."""
        return Calendar.of(self.policy, self.days)


def load_all(folder: Path = OFFICES, holidays: Path = HOLIDAYS) -> dict[str, Loaded]:
    """Every office's policy in a folder, by office code.

    Raises:
        PolicyError: A file cannot be used, or two speak for one office.
    """
    offices: dict[str, Loaded] = {}
    for path in sorted(folder.glob("*.toml")):
        loaded = load_office(path, holidays)
        office = loaded.policy.office
        if office in offices:
            reason = f"kantor `{office}` sudah ada dalam berkas lain"
            refuse_if([("$.office", reason)], loaded.raw, path.name)
        offices[office] = loaded
    return offices


def load_office(path: Path, holidays: Path = HOLIDAYS) -> Loaded:
    """One office's policy, with the holidays that stand in files.

    Raises:
        PolicyError: A file cannot be used; the error says where and why.
    """
    days = NO_DAYS
    for name in (NATIONAL, path.name):
        if (holidays / name).exists():
            days = days.then(parse_overlay((holidays / name).read_bytes(), name, days))
    return parse(path.read_bytes(), path.name, days)


def parse(raw: bytes, name: str, days: Overlay = NO_DAYS) -> Loaded:
    """Read a policy from its bytes.

    Raises:
        PolicyError: The bytes cannot be used; the error says where and why, all at once.
    """
    draft, found = draft_of(toml_of(raw, name))
    found += findings(draft, days)
    if found and not draft.broken & {"calendar", "zone"} and not any(map(_of_calendar, found)):
        found += rest_findings("$.calendar", Calendar.of(draft.policy, days))
    refuse_if(found, raw, name)
    digest = hashlib.sha256(raw).hexdigest()
    loaded = Loaded(policy=draft.policy, digest=digest, raw=raw, days=days)
    refuse_if(rest_findings("$.calendar", loaded.calendar), raw, name)
    return loaded


def parse_overlay(raw: bytes, name: str, wider: Overlay = NO_DAYS) -> Overlay:
    """Read a file of holidays and other hours.

    Args:
        raw: The file.
        name: What errors call it.
        wider: What the file says that this one stands above.

    Raises:
        PolicyError: The bytes cannot be used; the error says where and why, all at once.
    """
    content = toml_of(raw, name)
    refuse_if(misshapen(content, Overlay), raw, name)
    overlay = msgspec.convert(content, Overlay)
    found = [
        *days_findings("$.days", overlay.days, wider),
        *periods_findings("$.periods", overlay.periods),
    ]
    refuse_if(found, raw, name)
    return overlay


def _of_calendar(finding: Finding) -> bool:
    return finding[0].startswith(("$.calendar", "$.zone"))


def read_stored(raw: bytes) -> OfficePolicy:
    """Read a policy that was in force once: what is stored is never judged by later checks.

    Raises:
        PolicyError: The bytes are no policy's.
    """
    name = f"tersimpan {hashlib.sha256(raw).hexdigest()[:12]}"
    content = toml_of(raw, name)
    refuse_if(misshapen(content, OfficePolicy), raw, name)
    return msgspec.convert(content, OfficePolicy)
