"""What one line of the table says: who may, and when it can be done."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from policy.permissions.conditions import AFTER, RECORDED, UNRECORDED, Condition
from policy.permissions.roles import Role
from policy.permissions.standing import Ending, Standing

Kind: TypeAlias = Literal["perintah", "berkas", "pertanyaan"]


@dataclass(frozen=True, slots=True)
class Row:
    """One action.

    Attributes:
        action: The type of the command or query.
        label: What a person does by it.
        roles: Who may.
        kind: A command about one case, an order about a file or an import, or a question.
        after: The endings after which it can still be done.
        needs: What else must hold, told in this order.
        named: Whoever does it must have said who they are.
    """

    action: str
    label: str
    roles: tuple[Role, ...]
    kind: Kind = "perintah"
    after: tuple[Ending, ...] = ()
    needs: tuple[Condition, ...] = ()
    named: bool = False

    def why_not_now(self, standing: Standing) -> str | None:
        """Why it cannot be done with a case that stands so; None where it can."""
        if self.kind != "perintah":
            return None
        first = () if UNRECORDED in self.needs else (RECORDED,)
        for condition in first:
            if not condition.holds(standing):
                return condition.why_not
        if standing.ending is not None and standing.ending not in self.after:
            return AFTER[standing.ending]
        missing = (need.why_not for need in self.needs if not need.holds(standing))
        return next(missing, None)


def command(
    action: str,
    label: str,
    *roles: Role,
    after: tuple[Ending, ...] = (),
    needs: tuple[Condition, ...] = (),
    named: bool = False,
) -> Row:
    """A command about one case."""
    return Row(action, label, roles, after=after, needs=needs, named=named)


def order(action: str, label: str, *roles: Role) -> Row:
    """An order about a file or the import of a register."""
    return Row(action, label, roles, "berkas")


def query(action: str, label: str, *roles: Role) -> Row:
    """A question."""
    return Row(action, label, roles, "pertanyaan")
