"""The opened keys that were used last."""

from collections import OrderedDict
from collections.abc import Iterable

from engine.boxes import DataKey


class KeyCache:
    """At most `size` keys; those unused for longest go first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._keys: OrderedDict[str, DataKey] = OrderedDict()
        self._forgotten = 0

    @property
    def moment(self) -> int:
        """A mark that changes whenever something is forgotten."""
        return self._forgotten

    def at_hand(self, id_: str) -> DataKey | None:
        key = self._keys.get(id_)
        if key is not None:
            self._keys.move_to_end(id_)
        return key

    def find(self, ids: Iterable[str]) -> dict[str, DataKey]:
        found = {id_: self._keys[id_] for id_ in ids if id_ in self._keys}
        for id_ in found:
            self._keys.move_to_end(id_)
        return found

    def keep(self, keys: Iterable[DataKey], moment: int) -> None:
        """Keep keys that were read after `moment`, unless something was forgotten since.

        A reading that began before a shredding may end after it; its keys must not come back.
        """
        if moment != self._forgotten:
            return
        for key in keys:
            self._keys[key.id] = key
            self._keys.move_to_end(key.id)
        while len(self._keys) > self._size:
            self._keys.popitem(last=False)

    def forget(self, ids: Iterable[str]) -> None:
        self._forgotten += 1
        for id_ in ids:
            self._keys.pop(id_, None)
