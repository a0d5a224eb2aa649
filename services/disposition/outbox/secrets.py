"""By which servers an office sends, and with which passwords: a file for its owner only.

`secrets/<office>/keluar.toml`; an office without it sends nothing.
"""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from policy.errors import PolicyError, Problem
from policy.notices.model import Code
from policy.reading import refuse_if, toml_of
from policy.shape import Finding, misshapen

NAME: Final = "keluar.toml"
Filled: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500)]
Mailbox: TypeAlias = Annotated[str, Meta(pattern=r"^[^@\s<>]+@[^@\s<>]+$", max_length=254)]
Url: TypeAlias = Annotated[str, Meta(pattern=r"^https?://[^\s/]+", max_length=500)]
_SAFE: Final = re.compile(r"https://|http://(127\.0\.0\.1|localhost|\[::1\])[:/]")


class Smtp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mail server, and in whose name it sends."""

    host: Filled
    sender: Mailbox
    port: Annotated[int, Meta(ge=1, le=65535)] = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: Filled | None = None
    password: Filled | None = None


class WhatsApp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number at Meta; `templates` are the approved ones by topic, filled with the code."""

    phone_number_id: Annotated[str, Meta(pattern=r"^[0-9]+$")]
    token: Filled
    url: Url = "https://graph.facebook.com/v23.0"
    language: Filled = "id"
    templates: dict[str, Filled] = {}


class Sms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A gateway and how it names things.

    Attributes:
        to: Its field for the number, `text` for the words, `id` for our own id.
        fields: What is sent with every message: account, password, sender.
        taken: A pattern of its answer when it took one; a group `id` is its own id.
    """

    url: Url
    to: Filled = "to"
    text: Filled = "content"
    id: Filled | None = None
    fields: dict[str, str] = {}
    form: Literal["form", "json"] = "form"
    taken: Filled = r'^Success "(?P<id>[^"]+)"'


class Opd(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an OPD is told: its own system, or a mailbox."""

    email: Mailbox | None = None
    webhook: Url | None = None
    secret: Annotated[str, Meta(min_length=32, max_length=200)] | None = None


class Senders(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it; what is left out is not used.

    Attributes:
        opd: By the OPD's code.
        roles: The mailbox of each role of the office.
    """

    email: Smtp | None = None
    whatsapp: WhatsApp | None = None
    sms: Sms | None = None
    opd: dict[Code, Opd] = {}
    roles: dict[Code, Mailbox] = {}


def load_senders(secrets: Path, office: str) -> Senders | None:
    """An office's senders; None where it has none.

    Raises:
        PolicyError: The file cannot be used; the error says where and why, never a value of it.
    """
    path = secrets / office / NAME
    try:
        mode = path.stat().st_mode
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(path, f"tidak dapat dibuka ({error.strerror})") from error
    if stat.S_IMODE(mode) & 0o077:
        raise _refused(path, "terbuka bagi orang lain: jalankan `chmod 600` atasnya")
    content = toml_of(raw, str(path))
    refuse_if(_misshapen(content), raw, str(path))
    senders = msgspec.convert(content, Senders)
    refuse_if(_findings(senders), raw, str(path))
    return senders


def _misshapen(content: dict[str, object]) -> Iterator[Finding]:
    parts = {"email": Smtp, "whatsapp": WhatsApp, "sms": Sms}
    found = [
        finding
        for name, kind in parts.items()
        if name in content
        for finding in misshapen(content[name], kind, f"$.{name}")
    ]
    # Seen as a whole, a part that may be left out would be told of by its first line alone.
    yield from found or misshapen(content, Senders)


def _findings(senders: Senders) -> Iterator[Finding]:
    for place, url in _urls(senders):
        if not _SAFE.match(url):
            yield place, "alamat harus https, kecuali di komputer ini sendiri"
    for code, opd in senders.opd.items():
        if (opd.webhook is None) != (opd.secret is None):
            yield f"$.opd.{code}", "`webhook` dan `secret` harus ada berdua"
    if senders.sms is not None:
        try:
            re.compile(senders.sms.taken)
        except re.error:
            yield "$.sms.taken", "pola ini tidak dapat dibaca"
    if senders.email is None and (senders.roles or any(one.email for one in senders.opd.values())):
        yield "$", "ada alamat e-mail, tetapi belum ada [email]"
    if senders.email is not None and (senders.email.user is None) != (
        senders.email.password is None
    ):
        yield "$.email", "`user` dan `password` harus ada berdua"


def _urls(senders: Senders) -> Iterator[tuple[str, str]]:
    if senders.whatsapp is not None:
        yield "$.whatsapp.url", senders.whatsapp.url
    if senders.sms is not None:
        yield "$.sms.url", senders.sms.url
    for code, opd in senders.opd.items():
        if opd.webhook is not None:
            yield f"$.opd.{code}.webhook", opd.webhook


def _refused(path: Path, reason: str) -> PolicyError:
    return PolicyError(str(path), (Problem(1, reason),))
