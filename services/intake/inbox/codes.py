"""Finds tracking codes in what people write: whoever knows one may add to its complaint."""

import re
from typing import Final

from runtime.ids import CROCKFORD

MOST: Final = 10
_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z-])(?:[0-9A-Za-z]{4}-){3}[0-9A-Za-z]{4}(?![0-9A-Za-z-])"
    r"|(?<![0-9A-Za-z-])[0-9A-Z]{16}(?![0-9A-Za-z-])"
)
# What Crockford's alphabet has left out reads as what it looks like.
_ALIKE: Final = str.maketrans("OIL", "011")


def codes_in(text: str) -> tuple[str, ...]:
    """The codes that a text may hold, each once and plainly written."""
    plain = (found[0].replace("-", "").upper().translate(_ALIKE) for found in _CODE.finditer(text))
    return tuple(dict.fromkeys(one for one in plain if set(one) <= set(CROCKFORD)))[:MOST]
