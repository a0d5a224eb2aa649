"""Every place in a file where something has not the shape it must have, not only the first."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

Finding = tuple[str, str]
"""Where, as `$.rules[3].amount`, and what is wrong there."""

PLACE = re.compile(r" - at `[^`]+`$")
SAID_IN_INDONESIAN = (
    (re.compile(r"Expected `(?:str|array|object)` of length >= 1"), "tidak boleh kosong"),
    (re.compile(r"Expected `[^`]+` of length <= (\d+)"), r"paling panjang \1"),
    (re.compile(r"Expected `str` matching regex (.+)"), r"harus sesuai pola \1"),
    (re.compile(r"Expected `\w+` ([<>]=) (\d+)"), r"harus \1 \2"),
    (re.compile(r"Expected (`[^`]+`), got (`[^`]+`)"), r"seharusnya \1, tertulis \2"),
    (re.compile(r"Invalid enum value (.+)"), r"nilai \1 tidak dikenal"),
    (re.compile(r"Invalid RFC3339 encoded date"), "bukan tanggal (contoh 2026-03-31)"),
)


def misshapen(value: object, kind: Any, path: str = "$") -> Iterator[Finding]:
    """Everything in a value that does not fit a type, each with its place."""
    inner = list(_within(value, _bare(kind), path))
    yield from inner or _itself(value, kind, path)


def _within(value: object, kind: Any, path: str) -> Iterator[Finding]:
    if isinstance(value, dict):
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from _fields(value, kind, path)
        elif get_origin(kind) is dict:
            for name, each in value.items():
                yield from misshapen(each, get_args(kind)[1], f"{path}.{name}")
    elif isinstance(value, list) and get_origin(kind) is tuple:
        for at, each in enumerate(value):
            yield from misshapen(each, get_args(kind)[0], f"{path}[{at}]")


def _fields(value: dict[str, object], kind: type[msgspec.Struct], path: str) -> Iterator[Finding]:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for name in value.keys() - fields.keys():
        yield f"{path}.{name}", f"isian `{name}` tidak dikenal"
    for name, field in fields.items():
        if name in value:
            yield from misshapen(value[name], field.type, f"{path}.{name}")
        elif field.required:
            yield path, f"isian `{name}` belum ada"


def _itself(value: object, kind: Any, path: str) -> Iterator[Finding]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        yield path, _said(str(error)) + _allowed(value, kind)


def _allowed(value: object, kind: Any) -> str:
    """What may stand there, where that is a short list and something else does."""
    kind = _bare(kind)
    if get_origin(kind) is not Literal or not isinstance(value, str):
        return ""
    return f": tulis {' atau '.join(f'`{word}`' for word in get_args(kind))}"


def _said(reason: str) -> str:
    reason = PLACE.sub("", reason)
    for pattern, words in SAID_IN_INDONESIAN:
        reason = pattern.sub(words, reason)
    return reason


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind
