"""The forms of the end: what the reporter says to it, close, reopen, link, undo."""

from typing import Final

from portal.officer.actions import Action, Raw, split
from portal.officer.asked import Asked, Choice, choices, one_of, words
from portal.officer.scene import Scene
from schemas.commands import disposition as say
from schemas.commands import sla


def _maybe_words(_: Scene) -> tuple[Asked, ...]:
    return (words("Keterangan"),)


def _words(_: Scene) -> tuple[Asked, ...]:
    return (words("Alasan", required=True),)


def _close(scene: Scene) -> tuple[Asked, ...]:
    return (
        one_of("outcome", "Hasil", choices(scene.policy.outcomes)),
        words("Kesimpulan", required=True),
    )


def _reopen(scene: Scene) -> tuple[Asked, ...]:
    return (
        one_of("reason", "Alasan", choices(scene.policy.reopenings)),
        words("Penjelasan", required=True),
    )


def _link(_: Scene) -> tuple[Asked, ...]:
    return (
        Asked("original", "Nomor pengaduan yang pertama", required=True),
        words("Keterangan"),
    )


def _annul(scene: Scene) -> tuple[Asked, ...]:
    return (
        one_of("target", "Langkah", scene.undoable),
        words("Mengapa keliru", required=True),
    )


def _target(raw: Raw, _: Scene) -> Raw:
    version, index = split(raw, "target", ".")
    return {**raw, "target": {"version": version, "index": index}}


def _correct(_: Scene) -> tuple[Asked, ...]:
    return (
        one_of("field", "Isian", tuple(Choice(field, label) for field, label in CORRECTED)),
        words("Yang benar", required=True, name="new"),
        words("Alasan", required=True, name="reason", help="Tanpa data pelapor."),
    )


def _of_receipt(raw: Raw, scene: Scene) -> Raw:
    event = next(event for event in scene.history.events if event.type == "Received")
    return {**raw, "target": {"version": event.version, "index": event.index}}


def _acknowledge(scene: Scene) -> tuple[Asked, ...]:
    return (one_of("which", "Eskalasi", scene.escalations), words("Yang sudah dilakukan"))


def _which(raw: Raw, _: Scene) -> Raw:
    clock, level = split(raw, "which", "|")
    rest = {name: value for name, value in raw.items() if name != "which"}
    return {**rest, "clock": clock, "level": level}


CORRECTED: Final = (
    ("identity.name", "Nama pelapor"),
    ("identity.phone", "Telepon"),
    ("identity.address", "Alamat"),
    ("identity.email", "E-mail"),
    ("identity.nik", "NIK"),
    ("content.subject", "Perihal"),
    ("content.text", "Isi pengaduan"),
    ("content.permit_number", "Nomor pendaftaran izin"),
    ("occurred.on", "Tanggal diterima (seperti 2026-07-31)"),
)

ACTIONS: Final = (
    Action(say.Confirm, "puas", "Catat pelapor puas", _maybe_words),
    Action(say.Dispute, "tidak-puas", "Catat pelapor tidak puas", _words),
    Action(say.Close, "tutup", "Tutup", _close),
    Action(say.Reopen, "buka-kembali", "Buka kembali", _reopen),
    Action(say.RequestWithdrawal, "minta-cabut", "Catat permintaan pencabutan", _words),
    Action(say.Withdraw, "cabut", "Setujui pencabutan", _maybe_words),
    Action(
        say.Link,
        "duplikat",
        "Tandai sama dengan pengaduan lain",
        _link,
        note="Pengaduan ini tetap dihitung; keduanya tidak digabung.",
    ),
    Action(say.Unlink, "lepas-duplikat", "Lepas tanda sama", _words),
    Action(
        sla.Acknowledge,
        "lihat-eskalasi",
        "Nyatakan sudah melihat eskalasi",
        _acknowledge,
        _which,
        dated=False,
    ),
    Action(
        say.Correct,
        "betulkan",
        "Betulkan isian",
        _correct,
        _of_receipt,
        note="Yang semula tetap terbaca dalam riwayat.",
        dated=False,
    ),
    Action(
        say.Annul,
        "batalkan",
        "Batalkan langkah terakhir",
        _annul,
        _target,
        note="Langkah itu tetap terbaca, dicoret, dan dianggap tidak pernah terjadi.",
        grave=True,
    ),
)
