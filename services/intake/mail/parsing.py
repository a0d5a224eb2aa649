"""Reads a mail: who wrote it, what it says, which files came, what it replies to."""

import email
import email.policy
import re
from collections.abc import Sequence
from typing import Final

from services.intake.inbox.codes import codes_in
from services.intake.inbox.port import Adapter, Parsed, Piece, Raw, Unreadable
from services.intake.mail import bodies, headers
from services.intake.mail.quotes import unquoted

NAME: Final = "email"
CUT: Final = "cut"
"""A header of what was kept: the mail was too large, and only its own headers were taken."""
_LONGEST_HEADERS: Final = 64 * 1024
_LONGEST_FIELD: Final = 4_000
_FIELD: Final = re.compile(
    rb"^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)
_NO_MAIL: Final = Unreadable(
    "email_unreadable", "E-mail ini tidak dapat dibaca program: buka di kotak surat kantor."
)
_TOO_LARGE: Final = Unreadable(
    "email_too_large",
    "E-mail ini terlalu besar untuk diambil: buka di kotak surat kantor, lalu catat isinya.",
)
_BOUNCE: Final = Unreadable(
    "email_bounced",
    "Server e-mail melaporkan kiriman yang tidak sampai: hubungi penerimanya dengan cara lain.",
)
_AUTOMATIC: Final = Unreadable(
    "email_automatic",
    "E-mail ini dibalas atau dikirim oleh program, bukan orang: sisihkan bila bukan pengaduan.",
)


def parse(raw: Raw) -> Parsed | Unreadable:
    """One mail."""
    mail = _mail(raw.body)
    if mail is None:
        return _NO_MAIL
    if raw.header(CUT) is not None:
        return _TOO_LARGE
    if headers.is_bounce(mail):
        return _BOUNCE
    if headers.is_automatic(mail):
        return _AUTOMATIC
    thread = headers.thread_of(mail)
    subject = headers.text_of(mail, "subject")
    reply = bool(thread) or subject.lower().startswith(("re:", "bls:", "balas:"))
    said = bodies.text_of(mail, reply=reply)
    return Parsed(
        sender=headers.sender_of(mail),
        text=unquoted(said) if reply else said,
        occurred_at=headers.moment_of(mail),
        subject=subject or None,
        files=tuple(bodies.files_of(mail)),
        thread=thread,
        # A notice of ours that is quoted names the complaint by its code.
        codes=codes_in(said),
    )


def split(body: bytes) -> Sequence[Piece]:
    """The mail by its own name, where it has one."""
    mail = _mail(body[:_LONGEST_HEADERS])
    named = headers.id_of(mail) if mail is not None else None
    return () if named is None else (Piece(named, body),)


def _mail(body: bytes) -> headers.Mail | None:
    # The standard library looks at a parameter again and again, so a very long one is not read.
    if any(len(found[0]) > _LONGEST_FIELD for found in _FIELD.finditer(body)):
        return None
    try:
        mail = email.message_from_bytes(body, policy=email.policy.compat32)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return mail if mail.keys() else None


EMAIL: Final = Adapter(parse=parse, split=split)
