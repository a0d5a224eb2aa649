"""What a citizen does with a complaint that they hold the code of."""

from typing import Any, Final

from policy.model import OfficePolicy
from portal.citizen.files import WARGA
from portal.citizen.lodging import IDENTITY
from portal.citizen.promises import WEBSITE
from portal.forms import Fields
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Command

ATTACH: Final = "AddAttachment"
SERVICES: Final = {
    "AddMessage": "intake",
    "Complete": "intake",
    "Confirm": "disposition",
    "Dispute": "disposition",
    "RequestWithdrawal": "disposition",
}
DONE: Final = {
    "AddMessage": "Pesan Anda sudah diterima.",
    "AddAttachment": "Berkas Anda sudah diterima.",
    "Complete": "Data Anda sudah diterima.",
    "Confirm": "Terima kasih. Tanggapan Anda sudah dicatat.",
    "Dispute": "Tanggapan Anda sudah dicatat; kantor akan melihatnya.",
    "RequestWithdrawal": "Permintaan pencabutan sudah dicatat; kantor akan memutuskannya.",
}
NOTHING_SAID: Final = "Tuliskan dahulu apa yang ingin Anda sampaikan."


def command_of(action: str, given: Fields, pengaduan_id: str, command_id: str) -> Command | None:
    """What the form says; None where something must be written first."""
    text = given.text("teks") or None
    ids: dict[str, Any] = {"command_id": command_id, "pengaduan_id": pengaduan_id}
    if action == "Confirm":
        return settle.Confirm(**ids, by=WARGA, text=text)
    if action == "Complete":
        identity = say.IdentityGiven(**{code: given.maybe(code) for code in IDENTITY})
        if text is None and identity == say.IdentityGiven():
            return None
        return say.Complete(**ids, by=WARGA, text=text, identity=identity)
    if text is None:
        return None
    match action:
        case "AddMessage":
            return say.AddMessage(**ids, by=WARGA, channel=WEBSITE, text=text)
        case "Dispute":
            return settle.Dispute(**ids, by=WARGA, text=text)
        case "RequestWithdrawal":
            return settle.RequestWithdrawal(**ids, by=WARGA, text=text)
        case _:
            return None


def completable(policy: OfficePolicy) -> tuple[tuple[str, str], ...]:
    """The fields of an identity that the office may have asked for, with their labels."""
    labels = {term.code: term.label for term in policy.fields}
    wanted = {code for entry in policy.required.get("Verify", ()) for code in entry.split("|")}
    return tuple((code, labels.get(code, code)) for code in IDENTITY if code in wanted)
