"""Looks at policy files as they would be in force, before they are."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from cli.errors import UnreadableFileError
from policy.errors import PolicyError
from policy.load import NATIONAL, Loaded, parse_overlay
from policy.office_files import LIBUR, Choice, File, Files, choose_all, files_of, read_files
from policy.reading import toml_of
from policy.rule import Rule

# A file of holidays has none of these.
OF_A_POLICY = {"office", "name", "rules", "channels"}


class Seen(NamedTuple):
    """What would be in force, and everything that is wrong.

    Attributes:
        policies: What can be used, by office.
        refusals: One for each wrong file.
        place: Where the file belongs in the installation's folder of policies.
    """

    policies: dict[str, Loaded]
    refusals: tuple[PolicyError, ...]
    place: Path | None = None


def see_all(own: Path) -> Seen:
    """All files in force, or that should be."""
    choices = choose_all(own)
    refusals = {(r.file, r.problems): r for choice in choices for r in choice.refusals}
    return Seen(
        {each.office: each.loaded for each in choices if each.loaded is not None},
        tuple(refusals.values()),
    )


def see_file(path: Path, own: Path) -> Seen:
    """One file, together with those that stand beside it.

    Raises:
        UnreadableFileError: It cannot be opened.
    """
    try:
        file = File(path, path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(path, str(error.strerror)) from error
    try:
        content = toml_of(file.raw, str(path))
    except PolicyError as refusal:
        return Seen({}, (refusal,))
    choices = choose_all(own)
    if content and not content.keys() & OF_A_POLICY:
        return _see_holidays(file, own, choices)
    named = content.get("office")
    office = named if isinstance(named, str) else path.stem
    beside = files_of(office, own)
    files = Files(file, beside.national if beside else None, beside.regional if beside else None)
    seen = _see(office, files, choices)
    return seen._replace(place=own / f"{office}.toml")


def rules_on(loaded: Loaded, now: dt.datetime) -> list[Rule]:
    """The rules in force at a moment, those of one clock together."""
    today = now.astimezone(loaded.calendar.zone).date()
    rules = [rule for rule in loaded.policy.rules if rule.in_force_on(today)]
    clocks = list(dict.fromkeys(rule.clock for rule in rules))
    return sorted(rules, key=lambda rule: clocks.index(rule.clock))


def _see_holidays(file: File, own: Path, choices: list[Choice]) -> Seen:
    national = file.path.name == NATIONAL
    known = [choice.office for choice in choices]
    offices = [office for office in known if national or office == file.path.stem]
    policies: dict[str, Loaded] = {}
    refusals: dict[tuple[object, ...], PolicyError] = {}
    try:
        parse_overlay(file.raw, str(file.path))
    except PolicyError as refusal:
        if national or not offices:
            return Seen({}, (refusal,))
    for office in offices:
        beside = files_of(office, own)
        if beside is not None:
            files = beside._replace(**{"national" if national else "regional": file})
            seen = _see(office, files, choices)
            policies |= seen.policies
            refusals |= {(each.file, each.problems): each for each in seen.refusals}
    return Seen(policies, tuple(refusals.values()), own / LIBUR / file.path.name)


def _see(office: str, files: Files, choices: list[Choice]) -> Seen:
    prefixes = {
        choice.loaded.policy.number_prefix: choice.office
        for choice in choices
        if choice.loaded is not None and choice.office != office
    }
    loaded, refusals = read_files(office, files, prefixes)
    return Seen({} if loaded is None else {office: loaded}, refusals)
