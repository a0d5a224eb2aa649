"""Asks the table: whether a role may do something, why not, and what it may do with a case."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from policy.model import OfficePolicy
from policy.permissions.roles import LABELS, OF_THE_OFFICE, Role, is_named, role_of
from policy.permissions.rows import Row
from policy.permissions.standing import Standing
from policy.permissions.table import ROWS
from schemas.answers import Refused
from schemas.commit import Actor
from schemas.lines import ActionLine


class Permissions:
    """The table of one office."""

    def __init__(self, rows: Iterable[Row] = ROWS) -> None:
        self.rows: Mapping[str, Row] = {row.action: row for row in rows}

    @classmethod
    def of(cls, policy: OfficePolicy) -> "Permissions":
        """The table with what the office shares out otherwise."""
        return cls(_shared(row, policy.permissions.get(row.action)) for row in ROWS)

    def may(self, role: Role, action: str, standing: Standing | None = None) -> bool:
        """Whether a role may do something, with a case that stands so."""
        return self.why_not(role, action, standing) is None

    def why_not(self, role: Role, action: str, standing: Standing | None = None) -> str | None:
        """A sentence that says why not; None where it may.

        Args:
            role: Who.
            action: The type of the command or query.
            standing: How the case stands; without it only the role is asked.
        """
        row = self.rows.get(action)
        if row is None:
            return f"Tindakan {action} tidak ada dalam tabel izin: hubungi pengelola sistem."
        if role not in row.roles:
            return _not_theirs(role, row)
        return None if standing is None else row.why_not_now(standing)

    def actions_of(self, role: Role, standing: Standing) -> tuple[ActionLine, ...]:
        """What a role may ever do with a case, and of each whether it can now."""
        return tuple(
            ActionLine(action=row.action, label=row.label, why_not=row.why_not_now(standing))
            for row in self.rows.values()
            if row.kind == "perintah" and role in row.roles
        )

    def refusal(self, actor: Actor, action: str) -> Refused | None:
        """The answer to somebody who may not; None where they may."""
        role = role_of(actor)
        if role is None:
            return Refused(
                code="unknown_role",
                fields={"role": actor.role, "command": action},
                sentence="Peran Anda tidak dikenal: minta pengelola sistem menetapkan peran Anda.",
            )
        sentence = self.why_not(role, action) or self._nameless(actor, action)
        if sentence is None:
            return None
        fields = {"caller": actor.via, "role": role, "command": action}
        return Refused(code="not_permitted", fields={**fields}, sentence=sentence)

    def _nameless(self, actor: Actor, action: str) -> str | None:
        if self.rows[action].named and not is_named(actor):
            return "Sebutkan dahulu siapa Anda, karena ini dicatat: TUNTAS_PERSON atau akun Anda."
        return None


EVERYWHERE: Final = Permissions()
"""The table where an office says nothing else."""


def _not_theirs(role: Role, row: Row) -> str:
    people = (LABELS[may] for may in row.roles if may != "sistem")
    who = ", ".join(name if name.isupper() else name.lower() for name in people)
    return f"{LABELS[role]} tidak berhak {row.label[0].lower()}{row.label[1:]}: mintalah {who}."


def _shared(row: Row, among: tuple[str, ...] | None) -> Row:
    if among is None:
        return row
    own = tuple(role for role in OF_THE_OFFICE if role in among)
    others = tuple(role for role in row.roles if role not in OF_THE_OFFICE)
    return replace(row, roles=(*own, *others))
