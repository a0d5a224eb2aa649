"""Finds every code that the program can say, by reading its source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("schemas", "policy", "engine", "runtime", "services", "cli")

# Where a call puts its code: the position of the argument.
PLACES: Final = {
    "_said": 1,
    "Asking": 0,
    "Unreadable": 0,
    "Broken": 0,
    "DamagedError": 1,
    "Undated": 0,
    "UnreadableRegisterError": 0,
    "finding": 0,
}
NAMED: Final = {"Refused", "Doubt"}
# Tables from a code to its sentence: in which module, under which name.
TABLES: Final = {
    "runtime/broken.py": "SENTENCES",
    "runtime/verify_report.py": "SENTENCES",
    "services/intake/importing/sentences.py": "SENTENCES",
    "services/intake/register/rows.py": "_FAULTS",
}
# Answers a doubt's code beside the cells that it is about.
MISFITS: Final = "services/intake/register/aligning.py"


def said_codes() -> dict[str, set[str]]:
    """Each code with the files that say it."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            codes = (*_of_classes(tree), *_of_calls(tree), *_of_table(tree, place))
            for code in (*codes, *_of_misfits(tree, place)):
                found.setdefault(code, set()).add(place)
    return found


def _of_classes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                name, value = _assigned(statement)
                if name == "code":
                    yield from _texts(value)


def _of_calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
                place = PLACES.get(name)
                if place is not None and len(args) > place:
                    yield from _texts(args[place])
                if name in NAMED:
                    for keyword in keywords:
                        if keyword.arg == "code":
                            yield from _texts(keyword.value)


def _of_table(tree: ast.Module, place: str) -> Iterator[str]:
    for statement in tree.body:
        name, value = _assigned(statement)
        if name is not None and name == TABLES.get(place) and isinstance(value, ast.Dict):
            for key in value.keys:
                yield from _texts(key)


def _of_misfits(tree: ast.Module, place: str) -> Iterator[str]:
    if place == MISFITS:
        for node in ast.walk(tree):
            if isinstance(node, ast.expr):
                yield from (text for text in _texts(node) if text.startswith("cells_"))


def _assigned(statement: ast.stmt) -> tuple[str | None, ast.expr | None]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=value):
            return name, value
        case _:
            return None, None


def _texts(value: ast.expr | None) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
