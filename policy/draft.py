"""What can be read of a policy file that is not right everywhere."""

import re
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from policy.model import OfficePolicy
from policy.shape import Finding, misshapen

ELEMENT = re.compile(r"^\$\.(\w+)\[(\d+)\]")


class Draft(NamedTuple):
    """A policy of all that was sound, so that the rest is examined all the same.

    Attributes:
        broken: The fields of which something is missing.
        kept: For a list of which elements are missing: where those that remain stood.
        lost: Those elements, as they are written.
    """

    policy: OfficePolicy
    broken: frozenset[str]
    kept: dict[str, list[int]]
    lost: dict[str, list[object]]

    def in_file(self, finding: Finding) -> Finding:
        """The finding with its place in the file instead of in the draft."""
        path, reason = finding
        element = ELEMENT.match(path)
        if element is None or element[1] not in self.kept:
            return finding
        at = self.kept[element[1]][int(element[2])]
        return f"$.{element[1]}[{at}]{path[element.end() :]}", reason


def draft_of(content: dict[str, object]) -> tuple[Draft, list[Finding]]:
    """What was read, and everything that could not be."""
    try:
        return Draft(msgspec.convert(content, OfficePolicy), frozenset(), {}, {}), []
    except msgspec.ValidationError:
        found = list(misshapen(content, OfficePolicy))
    pieces: dict[str, Any] = {}
    kept: dict[str, list[int]] = {}
    lost: dict[str, list[object]] = {}
    broken: set[str] = set()
    for field in msgspec.structs.fields(OfficePolicy):
        value = content.get(field.name, msgspec.UNSET if field.required else field.default)
        if not any(misshapen(value, field.type)):
            pieces[field.name] = msgspec.convert(value, field.type)
            continue
        broken.add(field.name)
        pieces[field.name] = None
        if get_origin(field.type) is tuple:
            sound = _sound(value, get_args(field.type)[0])
            kept[field.name] = list(sound)
            lost[field.name] = [one for at, one in enumerate(_elements(value)) if at not in sound]
            pieces[field.name] = tuple(sound.values())
    return Draft(OfficePolicy(**pieces), frozenset(broken), kept, lost), found


def _sound(value: object, kind: Any) -> dict[int, Any]:
    """The elements that can be read, by where they stand."""
    return {
        at: msgspec.convert(each, kind)
        for at, each in enumerate(_elements(value))
        if not any(misshapen(each, kind))
    }


def _elements(value: object) -> list[object]:
    return value if isinstance(value, list) else []
