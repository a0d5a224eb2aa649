"""What every source file keeps to and no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

LONGEST = 300
MAY_CATCH_EVERYTHING = {
    "cli/__main__.py",  # the last place before the user
    "engine/parked.py",  # one case's fault, whatever it is, must not stop the others
    "portal/errors.py",  # the last place before the citizen
    "runtime/answering.py",  # whoever asks must be answered, also when the fault is ours
}
SPELLS_SUBJECTS = "runtime/topology.py"
TEMPLATES = (".typ", ".docx")
"""A report's template is called as what it makes, which is a stream's first word too."""

_SUBJECT = re.compile(
    r"(pengaduan|perintah|tanya|disposisi|jadwal|jatuh_tempo|nomor|kebijakan|laporan)\.(?!\s)"
)
# In two parts, so that this file does not name them either.
_REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
        ("deb", "debian", "org"),
    )
)


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {name.id for name in caught if isinstance(name, ast.Name)}
    return handler.type is None or bool(names & {"Exception", "BaseException"})


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _texts(source: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source.read_text())
    docstrings = _docstrings(tree)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and node not in docstrings
            and isinstance(node.value, str)
        ):
            yield node.lineno, node.value


def test_no_source_is_longer_than_a_reader_can_hold(
    root: Path, sources: tuple[Path, ...], shell_scripts: tuple[Path, ...]
) -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in (*sources, *shell_scripts)}

    too_long = [str(path.relative_to(root)) for path, length in lengths.items() if length > LONGEST]

    assert too_long == []


def test_everything_is_caught_only_at_the_outermost_places(
    root: Path, package_sources: tuple[Path, ...]
) -> None:
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in package_sources
        if str(path.relative_to(root)) not in MAY_CATCH_EVERYTHING
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]

    assert found == []


def test_a_subject_is_spelled_in_the_topology_only(
    root: Path, package_sources: tuple[Path, ...]
) -> None:
    found = [
        f"{path.relative_to(root)}:{line} {text!r}"
        for path in package_sources
        if str(path.relative_to(root)) != SPELLS_SUBJECTS
        for line, text in _texts(path)
        if _SUBJECT.match(text) and not text.endswith(TEMPLATES)
    ]

    assert found == []


def test_every_module_says_in_a_line_what_it_is(
    root: Path, package_sources: tuple[Path, ...]
) -> None:
    silent = [
        str(path.relative_to(root))
        for path in package_sources
        if (text := path.read_text()).strip() and not ast.get_docstring(ast.parse(text))
    ]

    assert silent == []


def test_no_file_names_a_registry(root: Path, files: tuple[Path, ...]) -> None:
    found = [
        str(path.relative_to(root))
        for path in files
        if any(host.encode() in path.read_bytes() for host in _REGISTRIES)
    ]

    assert found == []
