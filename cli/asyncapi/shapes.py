"""JSON Schemas of what goes over the wire, with what is said of each field beside it."""

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import msgspec

Schema: TypeAlias = dict[str, Any]
PLACE: Final = "#/components/schemas/"
_FIELD: Final = re.compile(r"^    (\w+): (.*)$")


def schemas_of(
    structs: Iterable[type[msgspec.Struct]], without: frozenset[str] = frozenset()
) -> dict[str, Schema]:
    """The schemas of some structs and of all that they are made of, by name.

    Args:
        structs: What goes over the wire.
        without: Fields that are never used by whom this is written for.
    """
    wanted = list(structs)
    _, found = msgspec.json.schema_components(wanted, ref_template=f"{PLACE}{{name}}")
    told = {name: _told(schema, without) for name, schema in found.items()}
    kept = set(_reached((struct.__name__ for struct in wanted), told))
    return {name: told[name] for name in sorted(kept)}


def _told(schema: Schema, without: frozenset[str]) -> Schema:
    summary, fields = _docstring(schema.get("description", ""))
    properties = {}
    for name, said in schema.get("properties", {}).items():
        if name not in without:
            properties[name] = {"description": fields[name], **said} if name in fields else said
    plain = {key: value for key, value in schema.items() if key != "description"}
    described = {"description": summary} if summary else {}
    return {**plain, **described, **({"properties": properties} if properties else {})}


def _docstring(text: str) -> tuple[str, dict[str, str]]:
    """What a docstring says of the whole, and of each field."""
    summary, _, attributes = inspect.cleandoc(text).partition("\n\nAttributes:\n")
    fields: dict[str, str] = {}
    name = ""
    for line in attributes.splitlines():
        begun = _FIELD.match(line)
        if begun is not None:
            name = begun.group(1)
            fields[name] = begun.group(2)
        elif name and line.strip():
            fields[name] += f" {line.strip()}"
    return " ".join(summary.split()), fields


def _reached(names: Iterable[str], schemas: dict[str, Schema]) -> Iterator[str]:
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += [ref.removeprefix(PLACE) for ref in refs_in(schemas[name])]


def refs_in(node: object) -> Iterator[str]:
    """Every reference inside a part of a document."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from refs_in(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from refs_in(value)
