"""What can go wrong between a vault and its keys."""

from collections.abc import Iterable

from engine.errors import EngineError

SHOWN = 5


class KeysError(EngineError):
    """A failure that concerns some keys; the first few are among the fields."""

    code = "keys"

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(sorted(ids))
        super().__init__(count=len(self.ids), first=", ".join(self.ids[:SHOWN]))


class KeyMissingError(KeysError):
    """The vault never held these keys: it is not the one they were put in, or an old copy."""

    code = "key_missing"


class KeyTakenError(KeysError):
    """One of these keys is in the vault already: make them anew."""

    code = "key_taken"


class OfficeKeyError(EngineError):
    """The office key is not the one that this vault was made with: give the right one."""

    code = "wrong_office_key"


class UnsafeVaultError(EngineError):
    """The vault's database does not sync each commit: open it with `full_sync`."""

    code = "unsafe_vault"


class ShreddingUnfinishedError(EngineError):
    """The keys are gone, but old bytes stay in a log that a reader holds: shred again."""

    code = "shredding_unfinished"
