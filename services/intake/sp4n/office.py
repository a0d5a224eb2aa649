"""What an office knows that helps to read a file of SP4N-LAPOR!."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from policy.errors import PolicyError
from policy.lookup import Lookup, Worded, fold, spellings
from policy.model import OfficePolicy
from policy.sp4n import Sp4nForm, load_form
from services.intake.register.errors import UnreadableRegisterError


@dataclass(frozen=True)
class Sp4nOffice:
    """One office's policy beside the map of their files."""

    policy: OfficePolicy
    form: Sp4nForm

    @classmethod
    def of(cls, policy: OfficePolicy, own: Path) -> "Sp4nOffice":
        """The office with the map in force.

        Raises:
            UnreadableRegisterError: The installation's own map is wrong.
        """
        try:
            return cls(policy, load_form(policy.office, own))
        except PolicyError as error:
            raise UnreadableRegisterError("lapor_map_unreadable", {}, str(error)) from error

    @cached_property
    def lookup(self) -> Lookup:
        """The office's words."""
        return Lookup(self.policy)

    @cached_property
    def zone(self) -> ZoneInfo:
        """Where its clocks stand."""
        return ZoneInfo(self.policy.zone)

    def kind(self, text: str) -> str | None:
        """The code of a class, if the policy has it."""
        code = self.form.kind_of.get(fold(text)) or self.lookup.kind(text)
        return code if code in {term.code for term in self.policy.kinds} else None

    def status(self, text: str) -> str | None:
        """The field of `statuses` that a word says."""
        return self.form.status_of.get(fold(text))

    def is_own(self, agency: str) -> bool:
        """Whether the log means this office."""
        return bool(self._own & _parts(agency)) or fold(agency) in self._own

    def agency(self, text: str) -> str | None:
        """The code of an agency outside or of an OPD, if the policy knows it."""
        return next((self._agencies[part] for part in _parts(text) if part in self._agencies), None)

    @cached_property
    def _own(self) -> frozenset[str]:
        policy = self.policy
        names = (policy.name, policy.short_name, *self.form.own_names)
        return frozenset(map(fold, names))

    @cached_property
    def _agencies(self) -> dict[str, str]:
        terms: tuple[Worded, ...] = (*self.policy.opds, *self.policy.agencies)
        return {word: term.code for term in terms for word in spellings(term)}


def _parts(text: str) -> set[str]:
    """The whole of an agency's name and what stands before a comma, a dash or a bracket."""
    parts = {fold(text)}
    for sign in (",", " - ", "("):
        parts.add(fold(text.partition(sign)[0]))
    return parts - {""}
