"""No bytes make a parser break off: it reads them, or says that a person must."""

import os
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake.inbox.adapters import ADAPTERS
from services.intake.inbox.port import Parsed, Raw, Unreadable
from services.intake.inbox.wording import clean, line_of, text_of
from tests.inbox.inbox_kit import delivery, raw, said

CASES = int(os.environ.get("TUNTAS_FUZZ", "5000"))
"""In all; the nightly form takes 100,000."""
READ = ("whatsapp", "sms", "gammu")
TYPES = ("application/json", "application/x-www-form-urlencoded", "text/plain")
EACH = CASES // len(READ)


def fuzzed(share: float) -> settings:
    """A share of one parser's cases; what is drawn quickly has most of them."""
    return settings(
        max_examples=round(share * EACH),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(said("", type="image"))) | st.text(), inner)
    ),
    max_leaves=4,
)
FIELDS = ("text", "image", "audio", "reaction", "system", "context", "location", "interactive")
messages = st.builds(
    lambda known, wild: said("Halo.") | known | wild,
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.dictionaries(
            st.sampled_from(("id", "body", "emoji", "type", "mime_type", "latitude", "caption")),
            st.text(max_size=9) | st.none() | st.integers(-9, 9),
        ),
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from((*FIELDS, "text", "unsupported")),
            "timestamp": st.text(max_size=12) | st.integers(-(2**63), 2**63),
            "from": st.text(max_size=12),
            "id": anything,
            "contacts": anything,
        },
    ),
)
numbered = st.dictionaries(
    st.sampled_from(
        ("SMS_MESSAGES", "DECODED_PARTS", "SMS_1_TEXT", "SMS_2_TEXT", "SMS_1_NUMBER", "RECEIVED_AT")
    ),
    st.text(max_size=9) | st.integers(0, 10**9).map(str),
)
forms = st.lists(
    st.tuples(
        st.sampled_from(("from", "content", "coding", "at", "id")),
        st.binary(max_size=12).map(lambda data: "".join(f"%{byte:02x}" for byte in data)),
    )
).map(lambda pairs: "&".join("=".join(pair) for pair in pairs).encode())
LIKELY = {
    "whatsapp": st.lists(messages, max_size=2).map(lambda found: delivery(*found)),
    "sms": forms,
    "gammu": numbered.map(msgspec.json.encode),
}


def read(name: str, body: bytes, content_type: str) -> None:
    adapter = ADAPTERS[name]
    pieces = adapter.split(body) if adapter.split else ()
    for piece in [body, *(piece.body for piece in pieces)]:
        kept = raw(piece, name, content_type=content_type, headers=(("at", "at"),))
        _holds(adapter.parse, kept)


def _holds(parse: Callable[[Raw], Any], kept: Raw) -> None:
    found = parse(kept)
    assert isinstance(found, Parsed | Unreadable)
    if isinstance(found, Unreadable):
        assert found.code.isidentifier()
        return
    assert found.occurred_at is None or found.occurred_at.tzinfo is not None
    # What was read can be written into a history: it is text that is neither too long nor hidden.
    text = text_of(found.text)
    assert 0 < len(text) <= 20_000
    assert "\0" not in text
    assert len(line_of(found.sender.name) or "") <= 500
    msgspec.json.encode([text, clean(found.text), line_of(found.subject)])


@pytest.mark.parametrize("name", READ)
@fuzzed(0.8)
@given(body=st.binary(max_size=300), content_type=st.sampled_from(TYPES))
def test_no_bytes_break_a_parser(name: str, body: bytes, content_type: str) -> None:
    read(name, body, content_type)


@pytest.mark.parametrize("name", READ)
@fuzzed(0.1)
@given(body=anything.map(msgspec.json.encode), content_type=st.sampled_from(TYPES))
def test_no_json_breaks_a_parser(name: str, body: bytes, content_type: str) -> None:
    read(name, body, content_type)


@pytest.mark.parametrize("name", READ)
@fuzzed(0.1)
@given(data=st.data(), content_type=st.sampled_from(TYPES))
def test_nothing_that_looks_right_breaks_a_parser(
    name: str, data: st.DataObject, content_type: str
) -> None:
    read(name, data.draw(LIKELY[name]), content_type)
