"""From the bytes of a TOML file to its content, and from findings to an error with lines."""

import re
import tomllib
from collections.abc import Iterable

from policy.errors import PolicyError, Problem
from policy.lines import Lines
from policy.shape import Finding

TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


def toml_of(raw: bytes, name: str) -> dict[str, object]:
    """The file's content.

    Raises:
        PolicyError: It is no text, or no TOML.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PolicyError(name, (Problem(line, "bukan teks UTF-8"),)) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = TOML_LINE.search(str(error))
        line = int(said[1]) if said else len(text.splitlines())
        raise PolicyError(name, (Problem(line, f"bukan TOML: {error}"),)) from error


def refuse_if(found: Iterable[Finding], raw: bytes, name: str) -> None:
    """Raise if anything was found.

    Raises:
        PolicyError: With all of it, in the order of the file.
    """
    findings = set(found)
    if findings:
        lines = Lines(raw.decode())
        problems = sorted(Problem(lines.of(path), reason) for path, reason in findings)
        raise PolicyError(name, tuple(problems))
