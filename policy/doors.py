"""By which numbers and accounts messages come in, and what proves that they do.

`secrets/<office>/masuk.toml`, for its owner only; an office without it has no door open.
"""

import datetime as dt
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from policy.errors import PolicyError, Problem
from policy.reading import refuse_if, toml_of
from policy.shape import Finding, misshapen

NAME: Final = "masuk.toml"
GRAPH: Final = "https://graph.facebook.com/v23.0"
MEDIA_HOSTS: Final = ("graph.facebook.com", "lookaside.fbsbx.com")

Account: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_-]{0,63}$")]
Code: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_]{0,63}$")]
Filled: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500)]
Secret: TypeAlias = Annotated[str, Meta(min_length=16, max_length=500)]
Url: TypeAlias = Annotated[str, Meta(pattern=r"^https?://[^\s/]+", max_length=500)]
_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE: Final = re.compile(r"https://|http://(127\.0\.0\.1|localhost|\[::1\])[:/]")


class Door(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the office's own numbers or accounts.

    Attributes:
        account: What the office calls it; it stands in the door's address.
        channel: The channel's code in the office's policy.
    """

    account: Account
    channel: Code


class WhatsAppDoor(Door, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number at Meta's Cloud API.

    Attributes:
        app_secret: Signs every delivery.
        verify_token: Said once, when the address is entered at Meta.
        token: Opens media; without it files that come wait for a person.
        hosts: From where media may be fetched.
    """

    app_secret: Secret
    verify_token: Secret
    token: Filled | None = None
    url: Url = GRAPH
    hosts: tuple[Filled, ...] = MEDIA_HOSTS


class SmsFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the gateway names what it says; the names are Jasmin's.

    Attributes:
        at: When it was sent, as ISO 8601 or seconds since 1970; left out where it says nothing.
    """

    sender: Filled = "from"
    text: Filled = "content"
    id: Filled = "id"
    at: Filled | None = None


class SmsDoor(Door, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An SMS gateway that calls by HTTP.

    Attributes:
        secret: What the gateway must say: as password or bearer token, or in `secret_field`.
        secret_field: The field of the query or form that holds it.
        answer: What the gateway takes for "received".
    """

    secret: Secret
    secret_field: Filled | None = None
    fields: SmsFields = SmsFields()
    answer: str = "ACK/Jasmin"


class GammuDoor(Door, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A modem that Gammu's SMS daemon reads."""


class EmailDoor(Door, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mailbox that is read by IMAP; nothing in it is changed.

    Attributes:
        tls: `none` only for a server on this very machine.
        since: The first day whose old mail is taken; only new mail where it is left out.
        every_seconds: How often it is looked at where the server does not tell by itself.
    """

    host: Filled
    user: Filled
    password: Filled
    port: Annotated[int, Meta(ge=1, le=65535)] = 993
    tls: Literal["tls", "starttls", "none"] = "tls"
    folder: Filled = "INBOX"
    since: dt.date | None = None
    every_seconds: Annotated[int, Meta(ge=5, le=3600)] = 60


class Doors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them; what is left out stays shut."""

    whatsapp: tuple[WhatsAppDoor, ...] = ()
    sms: tuple[SmsDoor, ...] = ()
    gammu: tuple[GammuDoor, ...] = ()
    email: tuple[EmailDoor, ...] = ()


NO_DOORS: Final = Doors()


def load_doors(secrets: Path, office: str) -> Doors:
    """An office's doors.

    Raises:
        PolicyError: The file cannot be used; the error says where and why, never a value of it.
    """
    path = secrets / office / NAME
    try:
        mode = path.stat().st_mode
        raw = path.read_bytes()
    except FileNotFoundError:
        return NO_DOORS
    except OSError as error:
        raise _refused(path, f"tidak dapat dibuka ({error.strerror})") from error
    if stat.S_IMODE(mode) & 0o077:
        raise _refused(path, "terbuka bagi orang lain: jalankan `chmod 600` atasnya")
    content = toml_of(raw, str(path))
    refuse_if(misshapen(content, Doors), raw, str(path))
    doors = msgspec.convert(content, Doors)
    refuse_if(_findings(doors), raw, str(path))
    return doors


def _findings(doors: Doors) -> Iterator[Finding]:
    for kind in doors.__struct_fields__:
        counted = Counter(door.account for door in getattr(doors, kind))
        for at, door in enumerate(getattr(doors, kind)):
            if counted[door.account] > 1:
                yield f"$.{kind}[{at}].account", "nama akun ini dipakai dua kali"
    for at, door in enumerate(doors.whatsapp):
        if not _SAFE.match(door.url):
            yield f"$.whatsapp[{at}].url", "alamat harus https, kecuali di komputer ini sendiri"
    for at, mailbox in enumerate(doors.email):
        if mailbox.tls == "none" and mailbox.host not in _HERE:
            yield f"$.email[{at}].tls", "tanpa TLS hanya untuk server di komputer ini sendiri"


def _refused(path: Path, reason: str) -> PolicyError:
    return PolicyError(str(path), (Problem(1, reason),))
