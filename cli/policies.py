"""The policies of an installation: which are in force, and the last good ones kept for worse days."""

from collections.abc import Callable, Iterable
from pathlib import Path

import structlog

from policy.errors import PolicyError
from policy.load import Loaded
from policy.office_files import Choice, Files, choose_all, kept_in
from runtime.files import write_whole
from runtime.home import Home

log = structlog.get_logger()


def policies_of(home: Home) -> dict[str, Loaded]:
    """The policy in force of every office, by its code."""
    return _by_office(choose_all(home.policies))


def take_up(home: Home, complain: Callable[[str], None]) -> tuple[dict[str, Loaded], list[Choice]]:
    """The policies to start with; every file that is refused is said and logged.

    Returns:
        The policies, and the choices to keep once everything runs.
    """
    choices = choose_all(home.policies)
    for choice in choices:
        for refusal in choice.refusals:
            _say(choice, refusal, complain)
    return _by_office(choices), choices


def keep_good(home: Home, choices: list[Choice]) -> None:
    """Keep a copy of every office's files that were right and with which the system started."""
    for choice in choices:
        if choice.files is not None and not choice.refusals:
            try:
                _keep(kept_in(choice.office, home.policies), choice.files)
            except OSError as error:
                # The system runs; what suffers is the next start with a wrong file.
                log.error("policy_not_kept", office=choice.office, reason=error.strerror)  # noqa: TRY400


def write_policy(path: Path, raw: bytes) -> None:
    """Put a file into the installation's folder of policies, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, raw)


def in_force_instead(choice: Choice) -> str:
    """What holds for an office whose files were refused."""
    if choice.files is None:
        return f"Kantor {choice.office} tidak dilayani: belum ada kebijakan yang dapat dipakai."
    return f"Kantor {choice.office} tetap memakai {choice.files.policy.path}."


def _keep(places: Iterable[Path], files: Files) -> None:
    for path, file in zip(places, files, strict=True):
        if file is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != file.raw:
            write_policy(path, file.raw)


def _by_office(choices: list[Choice]) -> dict[str, Loaded]:
    return {each.office: each.loaded for each in choices if each.loaded is not None}


def _say(choice: Choice, refusal: PolicyError, complain: Callable[[str], None]) -> None:
    complain(f"{refusal} {in_force_instead(choice)} [{refusal.code}]")
    log.critical(
        "policy_refused",
        office=choice.office,
        file=refusal.file,
        problems=[f"{line}: {reason}" for line, reason in refusal.problems],
        in_force=None if choice.loaded is None else choice.loaded.digest,
    )
