"""Rules that hold for every stored class, read off its types."""

import msgspec
import pytest
from msgspec import inspect

from schemas.base import Fact
from schemas.plaintexts import CONTENT_OF, Words, content_type
from tests.support.shapes import (
    EVENT_CLASSES,
    PLAINTEXT_CLASSES,
    stored_classes,
    stored_parts,
)

EACH_CLASS = pytest.mark.parametrize(
    "cls", sorted(stored_classes(), key=lambda cls: cls.__name__), ids=lambda cls: cls.__name__
)


def kinds(*types: type[inspect.Type]) -> list[inspect.Type]:
    return [part for part in stored_parts() if isinstance(part, types)]


def test_no_float_is_stored() -> None:
    assert kinds(inspect.FloatType, inspect.DecimalType) == []


def test_nothing_without_an_order_of_its_own_is_stored() -> None:
    assert kinds(inspect.DictType, inspect.SetType, inspect.FrozenSetType) == []


def test_nothing_untyped_is_stored() -> None:
    assert kinds(inspect.AnyType, inspect.RawType) == []


def test_codes_are_plain_strings_where_they_are_stored() -> None:
    assert kinds(inspect.LiteralType, inspect.EnumType) == []


def test_every_stored_moment_has_an_offset() -> None:
    moments = [part for part in stored_parts() if isinstance(part, inspect.DateTimeType)]
    assert all(moment.tz for moment in moments)


@EACH_CLASS
def test_a_stored_class_is_frozen(cls: type[msgspec.Struct]) -> None:
    assert cls.__struct_config__.frozen


@EACH_CLASS
def test_an_older_reader_may_skip_fields(cls: type[msgspec.Struct]) -> None:
    assert not cls.__struct_config__.forbid_unknown_fields


@EACH_CLASS
def test_a_class_that_holds_a_moment_keeps_it_in_utc(cls: type[msgspec.Struct]) -> None:
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    holds = any(
        isinstance(part, inspect.DateTimeType)
        for field in info.fields
        for part in (
            field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
        )
    )
    assert holds == hasattr(cls, "__post_init__")


@pytest.mark.parametrize("cls", EVENT_CLASSES, ids=lambda cls: cls.__name__)
def test_every_event_is_a_fact_with_boxes(cls: type[msgspec.Struct]) -> None:
    assert issubclass(cls, Fact)
    assert cls.__struct_fields__[-1] == "sealed"


def test_contents_belong_to_events_only() -> None:
    assert set(CONTENT_OF) <= set(EVENT_CLASSES)


def test_contents_are_known_plaintexts() -> None:
    assert set(CONTENT_OF.values()) <= set(PLAINTEXT_CLASSES)


def test_every_plaintext_has_an_event_that_holds_it() -> None:
    contents = {content_type(cls) for cls in EVENT_CLASSES}
    assert contents == set(PLAINTEXT_CLASSES[1:])


def test_an_event_without_a_content_of_its_own_holds_words() -> None:
    assert content_type(Fact) is Words
