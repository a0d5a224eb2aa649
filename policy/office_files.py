"""Which files an office's promises stand in: its own, else the last good ones, else the program's.

A folder of policies holds `<office>.toml`, and in `libur` the holidays of the country
(`indonesia.toml`) and of each office (`<office>.toml`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from policy.errors import PolicyError, Problem
from policy.load import HOLIDAYS, NATIONAL, OFFICES, Loaded, parse, parse_overlay
from policy.overlay import NO_DAYS
from policy.reading import refuse_if

LIBUR: Final = "libur"
BERLAKU: Final = ".berlaku"


class File(NamedTuple):
    """A file as it was read."""

    path: Path
    raw: bytes


class Files(NamedTuple):
    """All that one office's promises are made of."""

    policy: File
    national: File | None
    regional: File | None


class Choice(NamedTuple):
    """What is in force for one office.

    Attributes:
        loaded: The policy; None where no file of the office can be used.
        files: What it was read from.
        refusals: What is wrong with the files that should be in force, one for each file.
    """

    office: str
    loaded: Loaded | None
    files: Files | None
    refusals: tuple[PolicyError, ...]


def choose_all(own: Path) -> list[Choice]:
    """What is in force for every office, those of the program first.

    Args:
        own: The installation's folder of policies, there or not.
    """
    shipped = sorted(path.stem for path in OFFICES.glob("*.toml"))
    added = sorted({path.stem for path in own.glob("*.toml")} - set(shipped))
    choices: list[Choice] = []
    prefixes: dict[str, str] = {}
    for office in (*shipped, *added):
        choice = _choose(office, own, prefixes)
        choices.append(choice)
        if choice.loaded is not None:
            prefixes[choice.loaded.policy.number_prefix] = office
    return choices


def files_of(office: str, own: Path) -> Files | None:
    """The files that should be in force: each from the installation, else from the program.

    Raises:
        PolicyError: One is there and cannot be opened.
    """
    policy = _first(own / f"{office}.toml", OFFICES / f"{office}.toml")
    national = _first(own / LIBUR / NATIONAL, HOLIDAYS / NATIONAL)
    regional = _first(own / LIBUR / f"{office}.toml", HOLIDAYS / f"{office}.toml")
    return None if policy is None else Files(policy, national, regional)


def kept_in(office: str, own: Path) -> tuple[Path, Path, Path]:
    """Where the last good files of an office are kept, in the order of `Files`."""
    folder = own / BERLAKU / office
    libur = folder / LIBUR
    return folder / f"{office}.toml", libur / NATIONAL, libur / f"{office}.toml"


def read_files(
    office: str, files: Files, prefixes: Mapping[str, str]
) -> tuple[Loaded | None, tuple[PolicyError, ...]]:
    """The policy, or what is wrong with each file.

    Args:
        office: Whose files these are.
        files: What was read.
        prefixes: Which other office has which number prefix.
    """
    days, refusals = NO_DAYS, []
    for file in (files.national, files.regional):
        if file is not None:
            try:
                days = days.then(parse_overlay(file.raw, str(file.path), days))
            except PolicyError as refusal:
                refusals.append(refusal)
    try:
        loaded = parse(files.policy.raw, str(files.policy.path), days)
        _check_owner(office, loaded, files.policy, prefixes)
    except PolicyError as refusal:
        refusals.append(refusal)
        return None, tuple(refusals)
    return None if refusals else loaded, tuple(refusals)


def _choose(office: str, own: Path, prefixes: Mapping[str, str]) -> Choice:
    wanted: tuple[PolicyError, ...] = ()
    for find in (files_of, _kept_files, _shipped_files):
        try:
            files = find(office, own)
        except PolicyError as refusal:
            wanted = wanted or (refusal,)
            continue
        if files is not None:
            loaded, refusals = read_files(office, files, prefixes)
            if loaded is not None:
                return Choice(office, loaded, files, wanted)
            wanted = wanted or refusals
    return Choice(office, None, None, wanted)


def _kept_files(office: str, own: Path) -> Files | None:
    policy, national, regional = map(_first, kept_in(office, own))
    return None if policy is None else Files(policy, national, regional)


def _shipped_files(office: str, _: Path) -> Files | None:
    # A folder that is not there holds nothing of the installation's own.
    return files_of(office, OFFICES / BERLAKU)


def _check_owner(office: str, loaded: Loaded, file: File, prefixes: Mapping[str, str]) -> None:
    policy, found = loaded.policy, []
    if policy.office != office:
        reason = f"berkas ini untuk kantor `{office}`: beri nama {policy.office}.toml"
        found.append(("$.office", reason))
    rival = prefixes.get(policy.number_prefix)
    if rival is not None:
        reason = f"awalan nomor `{policy.number_prefix}` sudah dipakai kantor `{rival}`"
        found.append(("$.number_prefix", reason))
    refuse_if(found, file.raw, str(file.path))


def _first(*paths: Path) -> File | None:
    """The first of the files that is there.

    Raises:
        PolicyError: It is there and cannot be opened.
    """
    for path in paths:
        try:
            return File(path, path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problem = Problem(1, f"tidak dapat dibuka ({error.strerror})")
            raise PolicyError(str(path), (problem,)) from error
    return None
