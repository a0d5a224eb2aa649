"""What a view is: one row a subject, folded from its history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, String, Table

from engine.commits import C, Recorded

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Projection(Generic[C, R]):
    """A view with one row a subject.

    Attributes:
        name: The view's name.
        version: Raised when columns or meaning change: the new one is built beside the old.
        initial: The fold of no history.
        evolve: The fold after one more commit; the same commit is never given twice.
        columns: Makes the view's own columns, without the four that every view has.
        row: The values of these columns for a fold.
        dump: The fold as bytes, kept in the row so that the next commit goes on from it.
        load: The fold from these bytes.
    """

    name: str
    version: int
    initial: R
    evolve: Callable[[R, Recorded[C]], R]
    columns: Callable[[], list[Column[Any]]]
    row: Callable[[R], Mapping[str, Any]]
    dump: Callable[[R], bytes]
    load: Callable[[bytes], R]

    def table(self, metadata: MetaData, generation: int) -> Table:
        """The physical table of one generation of this version."""
        return Table(
            f"{self.name}_v{self.version}_g{generation}",
            metadata,
            Column("subject", String(200), primary_key=True),
            Column("head_version", BigInteger, nullable=False),
            Column("head_sequence", BigInteger, nullable=False),
            Column("fold", LargeBinary, nullable=False),
            *self.columns(),
        )
