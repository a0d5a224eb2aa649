"""Takes people's words out of a command, so that deciders never hold clear text."""

from functools import cache
from typing import TypeVar

import msgspec
from msgspec import inspect

from schemas.commands.base import WORDS_PATTERN, Command

K = TypeVar("K", bound=Command)


def wordless(command: K) -> K:
    """The same command with every field of words emptied."""
    return msgspec.structs.replace(command, **dict.fromkeys(_word_fields(type(command))))


def given(command: msgspec.Struct) -> frozenset[str]:
    """The names of the word fields that hold something, also inside a struct of words."""
    found: set[str] = set()
    for name in _word_fields(type(command)):
        value = getattr(command, name)
        if isinstance(value, msgspec.Struct):
            found |= given(value)
        elif value is not None:
            found.add(name)
    return frozenset(found)


@cache
def _word_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)  # noqa: S101 - it was given a struct
    return tuple(field.name for field in info.fields if _is_words(field.type))


def _is_words(kind: inspect.Type) -> bool:
    match kind:
        case inspect.StrType(pattern=pattern):
            return pattern == WORDS_PATTERN
        case inspect.UnionType(types=types):
            return any(_is_words(each) for each in types)
        case inspect.StructType(fields=fields):
            return bool(fields) and all(_is_words(field.type) for field in fields if field.name)
        case inspect.Metadata(type=inner):
            return _is_words(inner)
        case _:
            return False
