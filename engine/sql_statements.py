"""Statements that both SQL dialects understand, and a quick way to run one for many rows."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Insert, Table, UpdateBase
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

from engine.errors import EngineError

Row = tuple[Any, ...]


def upsert(
    dialect: str,
    table: Table,
    key_columns: Sequence[str],
    where: Callable[[Any], ColumnElement[bool]] | None = None,
) -> Insert:
    """Make an insert that replaces every other column where the key is there already.

    Args:
        dialect: `sqlite` or `postgresql`.
        table: The table to write to.
        key_columns: The columns of its primary key or of a unique index.
        where: Given the new values, says when the old ones give way; always, if left out.
    """
    statement = _insert(dialect, table)
    new = statement.excluded
    others = {c.name: new[c.name] for c in table.c if c.name not in key_columns}
    if not others:
        return insert_new(dialect, table, key_columns)
    return statement.on_conflict_do_update(
        index_elements=key_columns, set_=others, where=None if where is None else where(new)
    )


def insert_new(dialect: str, table: Table, key_columns: Sequence[str]) -> Insert:
    """Make an insert that leaves what is there already as it is."""
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=key_columns)


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    # The two dialects spell this alike, in two classes.
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


class UnknownColumnError(EngineError):
    """The statement has no place for a column: name those that it asks for."""

    code = "unknown_column"


class Bulk:
    """A statement compiled once and run for many rows by the bare driver's `executemany`.

    Rows are tuples in the order of `columns`; their values are converted as SQLAlchemy would.
    """

    def __init__(self, dialect: Dialect, statement: UpdateBase, columns: Sequence[str]) -> None:
        compiled = statement.compile(dialect=_positional(dialect), column_keys=list(columns))
        self.sql = str(compiled)
        self.arrange = _arrangement(compiled, list(columns))

    async def run(self, connection: AsyncConnection, rows: Sequence[Row]) -> None:
        """Run the statement for each row inside the connection's transaction."""
        if not rows:
            return
        arrange = self.arrange
        ready = list(rows) if arrange is None else [arrange(row) for row in rows]
        await connection.exec_driver_sql(self.sql, ready)


def _positional(dialect: Dialect) -> Dialect:
    style = "qmark" if dialect.name == "sqlite" else "format"
    return type(dialect)(paramstyle=style)  # type: ignore[call-arg]


def _arrangement(compiled: SQLCompiler, columns: list[str]) -> Callable[[Row], Row] | None:
    """Say how a row becomes the driver's parameters, `None` where it already is."""
    names = list(compiled.positiontup or ())
    processors = [_processor(compiled, name) for name in names]
    if names == columns and not any(processors):
        return None
    if unknown := set(columns).difference(names):
        raise UnknownColumnError(columns=", ".join(sorted(unknown)))
    fixed = compiled.params
    plan = [
        (columns.index(name) if name in columns else None, fixed.get(name), processor)
        for name, processor in zip(names, processors, strict=True)
    ]

    def arrange(row: Row) -> Row:
        return tuple(
            _value(constant if index is None else row[index], processor)
            for index, constant, processor in plan
        )

    return arrange


def _processor(compiled: SQLCompiler, name: str) -> Callable[[Any], Any] | None:
    dialect = compiled.dialect
    return compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)


def _value(value: Any, processor: Callable[[Any], Any] | None) -> Any:
    return value if processor is None else processor(value)
