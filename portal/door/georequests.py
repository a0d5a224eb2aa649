"""From a form of GeoReport v2 to a complaint, and from what a reporter may see to its answer."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec

from policy.model import OfficePolicy
from portal.door.faults import KnockError
from portal.door.markup import Record
from portal.door.shapes import Lodgement
from schemas.readings import TrackView

CLOSED: Final = frozenset({"selesai", "ditolak", "dicabut", "dibatalkan"})
LONGEST_LINE: Final = 500
_PLAIN: Final = ("email", "phone")


def services(policy: OfficePolicy) -> list[Record]:
    """What can be reported: the office's categories."""
    return [
        {
            "service_code": term.code,
            "service_name": term.label,
            "description": term.label,
            "metadata": False,
            "type": "realtime",
            "keywords": ", ".join(term.aliases),
            "group": policy.short_name,
        }
        for term in policy.categories
    ]


def service_of(policy: OfficePolicy, code: str) -> Record:
    """One of them.

    Raises:
        KnockError: There is none.
    """
    found = next((one for one in services(policy) if one["service_code"] == code), None)
    if found is None:
        raise KnockError(404, "unknown_service", f"service_code tidak ada pada {policy.office}.")
    return found


def lodgement(given: Mapping[str, str], service: Record) -> Lodgement:
    """The complaint of a form; nothing that it names is fetched.

    Raises:
        KnockError: A field is missing or cannot be read.
    """
    text = given.get("description", "").strip()
    if not text:
        raise KnockError(400, "description_missing", "description wajib diisi.", ("description",))
    media = given.get("media_url", "").strip()
    named = " ".join(filter(None, (given.get("first_name"), given.get("last_name")))).strip()
    identity = {name: given[name].strip() for name in _PLAIN if given.get(name, "").strip()}
    if named:
        identity["name"] = named
    plain = {
        "text": f"{text}\n\nBerkas: {media}" if media else text,
        "visibility": "terbuka" if identity else "anonim",
        "identity": identity,
        "subject": service["service_name"],
        "place": _place(given) or None,
    }
    try:
        return msgspec.convert(plain, Lodgement)
    except msgspec.ValidationError as error:
        raise KnockError(
            400, "unreadable", "Salah satu isian terlalu panjang atau tidak terbaca."
        ) from error


def _place(given: Mapping[str, str]) -> str:
    address = given.get("address_string", "").strip()
    point = ", ".join(filter(None, (given.get("lat", "").strip(), given.get("long", "").strip())))
    return " ".join(filter(None, (address, f"({point})" if point else "")))[:LONGEST_LINE]


def request_record(view: TrackView, ticket: str, service: Record, zone: dt.tzinfo) -> Record:
    """What a stranger with the reporter's code may read: no words of the complaint."""
    last = view.events[-1] if view.events else None
    closed = view.status in CLOSED
    due = None if closed else min((one.due_on for one in view.deadlines), default=None)
    said = next((one.text for one in reversed(view.events) if one.text), None)
    received = view.events[0].at if view.events else None
    return {
        "service_request_id": ticket,
        "status": "closed" if closed else "open",
        "status_notes": said or view.outcome_label or view.status_label,
        "service_name": service["service_name"],
        "service_code": service["service_code"],
        "description": None,
        "agency_responsible": view.office,
        "service_notice": f"Nomor pengaduan: {view.number}",
        "requested_datetime": _moment(view.received_on, received, zone),
        "updated_datetime": _moment(last.on, last.at, zone) if last else None,
        "expected_datetime": _moment(due, None, zone),
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _moment(on: dt.date | None, at: dt.datetime | None, zone: dt.tzinfo) -> str | None:
    if at is not None:
        return at.astimezone(zone).isoformat(timespec="seconds")
    return None if on is None else dt.datetime.combine(on, dt.time.min, zone).isoformat()
