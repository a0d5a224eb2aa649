"""Reads what Meta's Cloud API delivers: one message, or one receipt."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from services.intake.inbox.port import (
    Adapter,
    Attached,
    Parsed,
    Piece,
    Raw,
    Receipt,
    Sender,
    SenderKind,
    Unreadable,
)
from services.intake.inbox.whatsapp_shapes import Contact, Delivery, Media, Message, Status, Value

NAME: Final = "whatsapp"
_STATUSES: Final = frozenset({"sent", "delivered", "read", "failed"})
_MOVES: Final = frozenset(
    {"user_changed_number", "user_changed_user_id", "customer_changed_number"}
)
_NO_JSON: Final = Unreadable(
    "wa_unreadable", "Kiriman WhatsApp ini tidak dapat dibaca program: baca sendiri isinya."
)
_NO_MESSAGE: Final = Unreadable(
    "wa_no_message", "Kiriman WhatsApp ini bukan satu pesan: baca sendiri isinya."
)
_UNKNOWN_TYPE: Final = Unreadable(
    "wa_unknown_type",
    "Jenis pesan WhatsApp ini belum dikenal program: lihat di telepon kantor, lalu putuskan.",
)
_delivery: "msgspec.json.Decoder[Delivery]" = msgspec.json.Decoder(Delivery)
_BROKEN: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def parse(raw: Raw) -> Parsed | Unreadable:
    """What one delivery says."""
    try:
        delivery = _delivery.decode(raw.body)
    except _BROKEN:
        return _NO_JSON
    values = [change.value for entry in delivery.entry for change in entry.changes]
    messages = [(value, message) for value in values for message in value.messages]
    statuses = [status for value in values for status in value.statuses]
    match messages, statuses:
        case [], [status]:
            return _receipt(status)
        case [(value, message)], []:
            return _message(value, message)
        case _:
            return _NO_MESSAGE


def split(body: bytes) -> Sequence[Piece]:
    """Each message and receipt of a delivery by itself, with what stands around it."""
    try:
        whole = msgspec.json.decode(body)
        found = list(_pieces(whole))
    except (*_BROKEN, TypeError, KeyError, AttributeError):
        return ()
    if len(found) == 1:
        # As it came, to the byte.
        return (Piece(found[0][0], body),)
    return tuple(Piece(name, msgspec.json.encode(alone)) for name, alone in found)


def _pieces(whole: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for entry in whole["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            around = {k: v for k, v in value.items() if k not in {"messages", "statuses"}}
            for kind in ("messages", "statuses"):
                for said in value.get(kind, ()):
                    alone = {**change, "value": {**around, kind: [said]}}
                    one = {**whole, "entry": [{**entry, "changes": [alone]}]}
                    found.append((_name(kind, said), one))
    return found


def _name(kind: str, said: dict[str, Any]) -> str:
    name = said["id"]
    if not isinstance(name, str) or not name:
        raise TypeError
    # One message has several receipts.
    return name if kind == "messages" else f"status|{name}|{said['status']}"


def _receipt(said: Status) -> Parsed | Unreadable:
    if said.status not in _STATUSES:
        return _UNKNOWN_TYPE
    codes = [str(fault.code) for fault in said.errors if fault.code is not None]
    receipt = Receipt(said.id, said.status, codes[0] if codes else None)
    return Parsed(kind="receipt", receipt=receipt, occurred_at=_moment(said.timestamp))


def _message(value: Value, said: Message) -> Parsed | Unreadable:
    sender, at = _sender(value.contacts, said), _moment(said.timestamp)
    thread = (said.context.id,) if said.context and said.context.id else ()
    if said.type == "reaction" and said.reaction is not None:
        to = (said.reaction.message_id,) if said.reaction.message_id else ()
        felt = f"Reaksi: {said.reaction.emoji}" if said.reaction.emoji else "Reaksi ditarik"
        return Parsed(sender=sender, text=felt, kind="reaction", occurred_at=at, thread=to)
    if said.type == "system" and said.system is not None:
        if said.system.type not in _MOVES:
            return _UNKNOWN_TYPE
        return Parsed(
            sender=sender, text=said.system.body or "", kind="moved", occurred_at=at, thread=()
        )
    media = said.media
    text = _text(said)
    if text is None and (media is None or not media.id):
        return _UNKNOWN_TYPE
    files = (_file(said.type, media),) if media is not None and media.id else ()
    return Parsed(sender=sender, text=text or "", occurred_at=at, files=files, thread=thread)


def _text(said: Message) -> str | None:
    if said.text is not None:
        return said.text.body
    if said.media is not None:
        return said.media.caption
    if said.button is not None:
        return said.button.text
    if said.interactive is not None:
        choice = said.interactive.button_reply or said.interactive.list_reply
        return choice.title if choice else None
    if said.location is not None:
        spot = said.location
        named = [part for part in (spot.name, spot.address) if part]
        return "\n".join([*named, f"Lokasi: {spot.latitude}, {spot.longitude}"])
    if said.contacts:
        return "\n".join(
            " ".join([card.name.formatted_name or "Kontak", *(p.phone or "" for p in card.phones)])
            for card in said.contacts
        )
    return None


def _file(kind: str, media: Media) -> Attached:
    media_type = (media.mime_type or "application/octet-stream").partition(";")[0].strip()
    return Attached(name=media.filename or kind, media_type=media_type, remote=media.id)


def _sender(contacts: Sequence[Contact], said: Message) -> Sender:
    contact = contacts[0] if contacts else Contact()
    wrote = said.sender or ""
    number = wrote if _is_number(wrote) else contact.wa_id or ""
    account = said.from_user_id or contact.user_id or (wrote if not _is_number(wrote) else "")
    ways: list[tuple[SenderKind, str]] = []
    if _is_number(number):
        ways.append(("phone", f"+{number}"))
    if account:
        ways.append(("account", account))
    if not ways:
        return Sender(name=contact.profile.name)
    kind, value = ways[0]
    name = contact.profile.name or contact.profile.username
    return Sender(kind=kind, value=value, name=name, also=tuple(ways[1:]))


def _is_number(written: str) -> bool:
    return written.isascii() and written.isdigit()


def _moment(stamp: str | int | None) -> dt.datetime | None:
    try:
        return None if stamp is None else dt.datetime.fromtimestamp(int(stamp), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


WHATSAPP: Final = Adapter(parse=parse, split=split)
