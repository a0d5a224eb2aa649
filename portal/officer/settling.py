"""The forms of working on it: dispose, clarify, wait, answer, forward."""

from typing import Final

from portal.officer.actions import Action, Raw, split
from portal.officer.asked import Asked, Choice, choices, one_of, words
from portal.officer.scene import Scene
from schemas.commands import disposition as say

ROLES: Final = (Choice("utama", "Utama"), Choice("pendamping", "Pendamping"))
GRANTS: Final = (
    Choice("summary", "Ringkasan saja"),
    Choice("content", "Isi lengkap tanpa identitas"),
)
PARTIES: Final = (Choice("reporter", "Pelapor"), Choice("outside", "Pihak luar"))


def _dispose(scene: Scene) -> tuple[Asked, ...]:
    policy = scene.policy
    units = (Choice(f"unit:{term.code}", term.label, "Unit") for term in policy.units)
    opds = (Choice(f"opd:{term.code}", term.label, "OPD") for term in policy.opds)
    return (
        one_of("to", "Kepada", (*units, *opds)),
        one_of("role", "Sebagai", ROLES, value="utama"),
        one_of("grant", "Boleh dibaca OPD", GRANTS, value="summary"),
        words("Isi disposisi", name="instruction"),
        words(
            "Ringkasan untuk OPD",
            name="summary",
            help="Tanpa nama, telepon dan alamat pelapor.",
        ),
    )


def _to(raw: Raw, _: Scene) -> Raw:
    kind, code = split(raw, "to", ":")
    return {**raw, "to": {"kind": kind, "code": code}}


def _held(scene: Scene, text: str, *, required: bool) -> tuple[Asked, ...]:
    return (
        one_of("disposition_id", "Disposisi", scene.dispositions),
        words(text, required=required),
    )


def _accept(scene: Scene) -> tuple[Asked, ...]:
    return (one_of("disposition_id", "Disposisi", scene.dispositions),)


def _return(scene: Scene) -> tuple[Asked, ...]:
    which, text = _held(scene, "Penjelasan", required=True)
    return (which, one_of("reason", "Alasan", choices(scene.policy.returns)), text)


def _answer(scene: Scene) -> tuple[Asked, ...]:
    channels = choices(scene.policy.channels)
    return (
        words("Jawaban kepada pelapor", required=True),
        one_of(
            "channel",
            "Disampaikan lewat",
            channels,
            required=False,
            value=scene.case.channel or "",
        ),
        words("Hasil pemeriksaan", name="examination"),
        words("Tindak lanjut", name="follow_up"),
    )


def _forward(scene: Scene) -> tuple[Asked, ...]:
    agencies = choices(scene.policy.agencies)
    return (
        one_of("agency", "Instansi", agencies, required=False),
        Asked("agency_name", "Instansi lain", help="Bila tidak ada dalam daftar."),
        words("Alasan dan pesan", required=True),
    )


def _wait(scene: Scene) -> tuple[Asked, ...]:
    labels = {choice.value: choice.label for choice in PARTIES}
    why = tuple(
        Choice(wait.code, wait.label, labels.get(wait.party, "")) for wait in scene.policy.waits
    )
    agencies = choices(scene.policy.agencies)
    return (
        one_of("reason", "Menunggu apa", why),
        one_of("agency", "Instansi", agencies, required=False, help="Bila menunggu pihak luar."),
        words("Keterangan"),
    )


def _party(raw: Raw, scene: Scene) -> Raw:
    party = (wait.party for wait in scene.policy.waits if wait.code == raw.get("reason"))
    return {**raw, "party": next(party, "")}


def _resume(_: Scene) -> tuple[Asked, ...]:
    return (one_of("party", "Tidak lagi menunggu", PARTIES), words("Keterangan"))


def _note(_: Scene) -> tuple[Asked, ...]:
    return (words("Catatan", required=True, help="Hanya untuk kantor, bukan untuk pelapor."),)


ACTIONS: Final = (
    Action(say.Dispose, "disposisi", "Disposisikan", _dispose, _to),
    Action(say.Accept, "terima-disposisi", "Catat disposisi diterima", _accept),
    Action(
        say.Clarify,
        "klarifikasi",
        "Catat klarifikasi",
        lambda scene: _held(scene, "Klarifikasi", required=True),
    ),
    Action(say.Return, "kembalikan", "Catat disposisi dikembalikan", _return),
    Action(
        say.Recall,
        "tarik",
        "Tarik kembali disposisi",
        lambda scene: _held(scene, "Alasan", required=True),
        grave=True,
    ),
    Action(say.Wait, "tunggu", "Catat menunggu", _wait, _party),
    Action(say.Resume, "lanjut", "Akhiri menunggu", _resume),
    Action(say.Answer, "jawab", "Jawab pelapor", _answer),
    Action(say.Forward, "teruskan", "Teruskan ke instansi lain", _forward),
    Action(say.AddNote, "catatan", "Tulis catatan", _note),
)
