"""Checks policies, and puts one to use."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cli.exits import OK, REFUSED
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession

if TYPE_CHECKING:
    from cli.policy_files import Seen


def policy(
    action: Literal["check", "use"],
    /,
    *files: Path,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Check the policies in force or new ones, or put one to use.

    `check` names everything that is wrong, each with its file and line (exit code 2), and
    prints the rules in force today when nothing is. Without files it looks at all that are in
    force. `use` checks a file and copies it to the installation's folder `kebijakan` (holidays:
    `kebijakan/libur`), where it stands before the program's own.

    A policy is read when the system starts: a new or changed file takes effect at the next
    start. A file that is wrong by then is refused, and the last good one stays in force.

    Args:
        action: check: name everything that is wrong with file and line, else print the rules in
            force. use: check, then copy into the installation, where it takes effect at the
            next start.
        files: <office>.toml, or holidays: indonesia.toml, <office>.toml; none means all in force.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from cli.errors import FileMissingError  # noqa: PLC0415 - keeps `--help` quick
    from cli.policy_files import see_all, see_file  # noqa: PLC0415 - keeps `--help` quick

    own = session.home.policies
    if action == "use" and not files:
        raise FileMissingError
    seen = [see_file(file, own) for file in files] or [see_all(own)]
    wrong = any(each.refusals for each in seen)
    if action == "use" and not wrong:
        _put_to_use(files, seen)
    if as_json:
        _show_json(seen)
    else:
        _show(seen, in_use=action == "use" and not wrong)
    return REFUSED if wrong else OK


def _put_to_use(files: tuple[Path, ...], seen: list["Seen"]) -> None:
    from cli.policies import write_policy  # noqa: PLC0415 - keeps `--help` quick

    for file, each in zip(files, seen, strict=True):
        if each.place is not None:
            write_policy(each.place, file.read_bytes())


def _show(seen: list["Seen"], *, in_use: bool) -> None:
    from cli.print.policies import policy_parts  # noqa: PLC0415 - keeps `--help` quick

    for each in seen:
        for refusal in each.refusals:
            for line, reason in refusal.problems:
                show_text(f"{refusal.file}:{line}: {reason}\n")
    if any(each.refusals for each in seen):
        return
    if in_use:
        for each in seen:
            show_text(f"Disalin ke {each.place}; berlaku pada start berikutnya.\n")
        return
    policies = {office: found for each in seen for office, found in each.policies.items()}
    show(*policy_parts(policies, dt.datetime.now(dt.UTC)))


def _show_json(seen: list["Seen"]) -> None:
    refused = [refusal for each in seen for refusal in each.refusals]
    offices = {
        office: {"policy": found.digest, "calendar": found.calendar.version}
        for each in seen
        for office, found in each.policies.items()
    }
    problems = [
        {"file": refusal.file, "line": line, "reason": reason}
        for refusal in refused
        for line, reason in refusal.problems
    ]
    show_json({"refused": bool(refused), "problems": problems, "offices": offices})
