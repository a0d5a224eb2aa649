"""Texts for the reporter: beginnings of answers, and what is ready to be pasted into WhatsApp."""

from typing import Final

import msgspec

from portal.officer.scene import Scene
from portal.render import day


class Sample(msgspec.Struct, frozen=True):
    """The beginning of an answer, by its code."""

    code: str
    label: str
    text: str


SAMPLES: Final = (
    Sample(
        "penjelasan",
        "Penjelasan langsung",
        "Terima kasih atas pengaduan Anda nomor {nomor}. Setelah kami periksa, dapat kami "
        "jelaskan bahwa ",
    ),
    Sample(
        "selesai",
        "Masalah sudah diselesaikan",
        "Terima kasih atas pengaduan Anda nomor {nomor}. Masalah yang Anda sampaikan sudah "
        "ditindaklanjuti: ",
    ),
    Sample(
        "syarat",
        "Persyaratan belum lengkap",
        "Terima kasih atas pengaduan Anda nomor {nomor}. Permohonan Anda belum dapat diproses "
        "karena persyaratan berikut belum lengkap: ",
    ),
    Sample(
        "diteruskan",
        "Kewenangan instansi lain",
        "Terima kasih atas pengaduan Anda nomor {nomor}. Masalah ini kewenangan instansi lain, "
        "yaitu ",
    ),
)


def sample(code: str, number: str) -> str:
    """The beginning of that code with the number filled in; empty for an unknown one."""
    found = next((each for each in SAMPLES if each.code == code), None)
    return "" if found is None else found.text.format(nomor=number)


def to_paste(scene: Scene, survey: str) -> str:
    """The last answer as a message to the reporter, and after it the closing; empty before.

    Args:
        scene: The complaint.
        survey: Where the satisfaction survey is opened.
    """
    if scene.case.closed_on is not None:
        return _closing(scene, survey)
    answers = [event for event in scene.stands if event.type == "Answered"]
    said = [word.value for event in answers[-1:] for word in event.words if word.field == "text"]
    if not said:
        return ""
    case = scene.case
    received = f" tanggal {day(case.received_on)}" if case.received_on else ""
    return (
        "Yth. Bapak/Ibu pelapor,\n\n"
        f"Mengenai pengaduan nomor {case.number} yang kami terima{received}:\n\n"
        f"{said[0]}\n\n"
        "Apakah jawaban ini menyelesaikan masalah Anda? Balas PUAS atau TIDAK PUAS "
        "beserta alasannya.\n\n"
        f"{scene.policy.short_name}"
    )


def _closing(scene: Scene, survey: str) -> str:
    case = scene.case
    outcome = f" dengan hasil: {case.outcome_label}" if case.outcome_label else ""
    return (
        "Yth. Bapak/Ibu pelapor,\n\n"
        f"Pengaduan nomor {case.number} sudah kami tutup tanggal {day(case.closed_on)}{outcome}. "
        "Terima kasih sudah menyampaikannya.\n\n"
        "Bagaimana pelayanan kami? Isi survei kepuasan, sembilan pertanyaan tanpa nama, dengan "
        f"kode lacak Anda:\n{survey}\n\n"
        f"{scene.policy.short_name}"
    )


def receipt(number: str, tracking_code: str | None, office: str) -> str:
    """What a reporter is handed at the receipt, as a message."""
    code = f"\nKode lacak: {tracking_code}" if tracking_code else ""
    return (
        f"Terima kasih, pengaduan Anda sudah kami terima.\nNomor: {number}{code}\n\n"
        "Simpan kode lacak itu: dengannya Anda dapat melihat perkembangan pengaduan, dan hanya "
        f"Anda yang memilikinya.\n\n{office}"
    )
