"""Finds who wrote what and when in a pasted chat: WhatsApp's export, its copied lines, or bare text."""

import datetime as dt
from dataclasses import dataclass, replace

from portal.chat_lines import Message, messages_in
from portal.chat_words import FORM_PARTS, bare_phone, email_in, labelled, phone_in

SUBJECT_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Found:
    """What a chat holds; empty where it says nothing.

    Attributes:
        text: What the first who wrote said, without the lines that became fields.
        on: The day of the first message.
        at: Its time of day.
        others: How many messages of other people were left out.
    """

    name: str = ""
    phone: str = ""
    text: str = ""
    on: dt.date | None = None
    at: dt.time | None = None
    company: str = ""
    address: str = ""
    email: str = ""
    nik: str = ""
    permit_number: str = ""
    subject: str = ""
    others: int = 0


def read_chat(pasted: str) -> Found:
    """Read what was pasted; the first who wrote is taken for the reporter."""
    messages = messages_in(pasted)
    if not messages:
        return _filled(Found(text=pasted.strip()))
    first = messages[0]
    own = [message for message in messages if message.sender == first.sender]
    text = "\n".join(message.text for message in own)
    found = Found(text=text, on=first.on, at=first.at, others=len(messages) - len(own))
    return _filled(_named(found, first))


def _named(found: Found, first: Message) -> Found:
    """Somebody who is no contact stands there by their number."""
    phone = bare_phone(first.sender)
    return replace(found, phone=phone) if phone else replace(found, name=first.sender)


def _filled(found: Found) -> Found:
    parts = [part.strip() for part in found.text.split("#", FORM_PARTS - 1)]
    if len(parts) == FORM_PARTS and all(len(part) < SUBJECT_LETTERS for part in parts[:-1]):
        name, company, permit, text = parts
        found = replace(found, name=name or found.name, company=company, subject=permit, text=text)
    else:
        fields, rest = labelled(found.text)
        found = replace(found, text=rest or found.text, **fields)
    phone = found.phone or phone_in(found.text)
    return replace(found, phone=phone, email=found.email or email_in(found.text))
