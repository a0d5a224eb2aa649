"""Hypothesis strategies for any value of a stored shape, made from its own types."""

import datetime as dt

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from schemas.commit import Commit
from tests.support.shapes import EVENT_CLASSES

# Any offset that a caller may send; the extreme years are for commands to refuse.
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
MOMENTS = st.datetimes(
    dt.datetime(1945, 8, 17),  # noqa: DTZ001  hypothesis adds the zone
    dt.datetime(2199, 12, 31),  # noqa: DTZ001
    timezones=ZONES,
)


def of(node: inspect.Type) -> st.SearchStrategy[object]:
    """Return a strategy for values of this type."""
    match node:
        case inspect.StructType(cls=cls, fields=fields):
            return st.builds(cls, **{field.name: of(field.type) for field in fields})
        case inspect.UnionType(types=types):
            return st.one_of([of(inner) for inner in types])
        case inspect.VarTupleType(item_type=item):
            return st.lists(of(item), max_size=3).map(tuple)
        case inspect.TupleType(item_types=types):
            return st.tuples(*[of(inner) for inner in types])
        case inspect.DateTimeType():
            return MOMENTS
        case _:
            return PLAIN[type(node)]


PLAIN: dict[type[inspect.Type], st.SearchStrategy[object]] = {
    inspect.StrType: st.text(max_size=20),
    inspect.IntType: st.integers(-(2**63), 2**64),
    inspect.BytesType: st.binary(max_size=32),
    inspect.DateType: st.dates(),
    inspect.NoneType: st.none(),
}


def any_of(cls: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    """Return a strategy for any value of one class."""
    return of(inspect.type_info(cls))


EVENTS = st.sampled_from(EVENT_CLASSES).flatmap(any_of)
COMMITS: st.SearchStrategy[Commit] = any_of(Commit)
