"""Takes a pasted chat apart into messages, as WhatsApp on Android and on iPhones writes them."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

# Direction marks and the narrow space before AM are put in by the app and seen by nobody.
_UNSEEN: Final = re.compile("[\u200e\u200f\u202a-\u202e\ufeff]")
_SPACES: Final = re.compile("[\u00a0\u202f]")
_DAY: Final = r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4}|\d{2})"
_TIME: Final = r"(?P<h>\d{1,2})[.:](?P<min>\d{2})(?:[.:]\d{2})?(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
_STAMP: Final = rf"{_DAY},?\s+(?:pukul\s+)?{_TIME}"
_TURNED: Final = rf"{_TIME},\s+{_DAY}"
_WHO: Final = r"~?\s*(?P<who>[^:\n]{1,80}):\s?(?P<text>.*)"
_HEADS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\[{_STAMP}\]\s*{_WHO}",
        rf"\[{_TURNED}\]\s*{_WHO}",
        rf"{_STAMP}\s+-\s+{_WHO}",
    )
)
# What the app itself says: that messages are encrypted, that somebody was added.
_APP: Final = re.compile(rf"\[?{_STAMP}(?:\]| -)[^:]*$")
_MEDIA: Final = re.compile(
    r"<?(?:media tidak disertakan|media omitted|(?:image|gambar|foto|video|audio|dokumen|document|"
    r"stiker|sticker) (?:omitted|tidak disertakan))>?",
    re.IGNORECASE,
)
_EDITED: Final = re.compile(r"\s*<(?:pesan ini diedit|this message was edited)>", re.IGNORECASE)
CENTURY: Final = 2000


@dataclass(frozen=True, slots=True)
class Message:
    """What one person wrote at a time; the day is none where no calendar has it."""

    sender: str
    on: dt.date | None
    at: dt.time | None
    text: str


def messages_in(pasted: str) -> list[Message]:
    """The messages in their order; none where the text is no chat."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in _seen(pasted).splitlines():
        head = next((match for each in _HEADS if (match := each.match(line.strip()))), None)
        if head is not None:
            found.append((head, [head["text"]]))
        elif found and not _APP.match(line.strip()):
            found[-1][1].append(line)
    messages = (_message(head, lines) for head, lines in found)
    return [message for message in messages if message.text]


def _seen(pasted: str) -> str:
    return _SPACES.sub(" ", _UNSEEN.sub("", pasted))


def _message(head: re.Match[str], lines: list[str]) -> Message:
    text = _EDITED.sub("", "\n".join(lines)).strip()
    text = "" if _MEDIA.fullmatch(text) else text
    return Message(head["who"].strip(), _day(head), _time(head), text)


def _day(head: re.Match[str]) -> dt.date | None:
    day, month, year = int(head["d"]), int(head["m"]), int(head["y"])
    if month > 12:  # a phone set to American English
        day, month = month, day
    try:
        return dt.date(year if year > 99 else CENTURY + year, month, day)
    except ValueError:
        return None


def _time(head: re.Match[str]) -> dt.time | None:
    hour = int(head["h"])
    if head["half"]:
        hour = hour % 12 + (12 if head["half"] in "Pp" else 0)
    try:
        return dt.time(hour, int(head["min"]))
    except ValueError:
        return None
