"""Where the project's own files are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = ("schemas", "policy", "engine", "runtime", "services", "cli")
NOT_OURS = {".venv", ".git", ".tuntas", "__pycache__", "build", "dist"}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.name.endswith(("_cache", ".egg-info")):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def files(root: Path) -> tuple[Path, ...]:
    """Every file of the project; a copy without git has the same."""
    return tuple(path for path in _files(root) if ".hypothesis" not in path.parts)


@pytest.fixture(scope="session")
def sources(files: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path for path in files if path.suffix == ".py")


@pytest.fixture(scope="session")
def package_sources(root: Path, sources: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path for path in sources if path.relative_to(root).parts[0] in PACKAGES)


@pytest.fixture(scope="session")
def shell_scripts(files: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(
        path for path in files if path.read_bytes()[:64].startswith(b"#!/usr/bin/env bash")
    )
