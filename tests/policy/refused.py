"""A policy file with faults, and what is said of them."""

from pathlib import Path

import pytest

from policy.errors import PolicyError
from policy.load import parse

STORED = Path(__file__).parent.parent / "data" / "policies" / "bengkalis-daf5eaf.toml"
SETTLE = 'id = "bengkalis.settle.2025"'
COMPLETION = 'id = "bengkalis.completion_national.2009"'


def problems(text: str) -> list[tuple[str, str]]:
    """The words of every line that is named, each with its reason."""
    with pytest.raises(PolicyError) as caught:
        parse(text.encode(), "uji.toml")
    lines = text.splitlines()
    return [(lines[problem.line - 1], problem.reason) for problem in caught.value.problems]


def only(text: str) -> tuple[str, str]:
    (found,) = problems(text)
    return found


def with_field(file: str, rule: str, field: str) -> str:
    assert rule in file
    return file.replace(rule, f"{rule}\n{field}", 1)
