"""Fills in a template: names in braces, and nothing else that a template language could do."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{([a-z_]+)\}")


def places(text: str) -> set[str]:
    """The names that stand in braces."""
    return set(_PLACE.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; what is filled in is not looked at again."""
    return _PLACE.sub(lambda found: values.get(found[1], ""), text).strip()
