"""Mails as people and their programs write them."""

from email.message import EmailMessage
from typing import Any

from services.intake.inbox.port import Parsed, Raw, Unreadable
from services.intake.mail.parsing import parse

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def mail(text: str = "Loket tutup sebelum waktunya.", **headers: str) -> EmailMessage:
    """A mail of Siti; `_` in the name of a header stands for a hyphen."""
    said = {
        "From": "Siti Rahmah <siti@contoh.id>",
        "To": "pengaduan@contoh.go.id",
        "Subject": "Loket",
        "Date": "Mon, 02 Mar 2026 09:15:00 +0700",
        "Message-ID": "<satu@contoh.id>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    made = EmailMessage()
    for name, value in said.items():
        made[name] = value
    made.set_content(text)
    return made


def raw(body: bytes, **more: Any) -> Raw:
    """A mail as the parser gets it."""
    return Raw(
        adapter="email",
        account="pengaduan",
        channel="email_pengaduan",
        source="satu@contoh.id",
        body=body,
        content_type="message/rfc822",
        **more,
    )


def read(body: bytes | EmailMessage) -> Parsed | Unreadable:
    """What the parser says of a mail."""
    return parse(raw(body if isinstance(body, bytes) else body.as_bytes()))


def parsed(body: bytes | EmailMessage) -> Parsed:
    """A mail that can be read."""
    found = read(body)
    assert isinstance(found, Parsed), found
    return found
