"""Why a question is not answered, each with what to do."""

from typing import Any

import msgspec

from engine.errors import EngineError, RefusedError
from runtime.refusals import unreadable
from schemas.answers import Refused


class UnreadablePeriodError(RefusedError):
    """The text names no period."""

    code = "bad_period"

    def __init__(self, text: str) -> None:
        super().__init__(
            "Periode tidak dikenal: tulis tahun (2023), semester (2023-S1), "
            "triwulan (2023-Q4) atau bulan (2023-07).",
            period=text,
        )


class UnknownNumberError(RefusedError):
    """No complaint of this office has this number."""

    code = "unknown_complaint"

    def __init__(self, asked: str) -> None:
        super().__init__("Pengaduan tidak ditemukan: periksa nomornya.", asked=asked)


class MistypedNumberError(RefusedError):
    """The check digit does not fit."""

    code = "mistyped_number"

    def __init__(self) -> None:
        super().__init__("Nomor pengaduan salah ketik: periksa setiap angkanya.")


class NothingAskedError(RefusedError):
    """A complaint is named by its number or by its id."""

    code = "nothing_asked"

    def __init__(self) -> None:
        super().__init__("Sebutkan nomor pengaduan atau id-nya.")


class ViewBehindError(RefusedError):
    """The view has not come as far as was asked."""

    code = "view_behind"

    def __init__(self, wanted: int, position: int) -> None:
        super().__init__(
            "Data terbaru belum masuk ke laporan: ulangi sebentar lagi.",
            wanted=wanted,
            position=position,
        )


class OtherStreamError(RefusedError):
    """Positions of two streams are never compared."""

    code = "other_stream"

    def __init__(self, asked: str, stream: str) -> None:
        super().__init__(
            "Posisi itu berasal dari aliran data lain: tanyakan pada kantor yang memberikannya.",
            asked=asked,
            stream=stream,
        )


class NotYetOverError(RefusedError):
    """What will be recorded until that day is not known yet."""

    code = "as_of_in_future"

    def __init__(self, as_of: str, today: str) -> None:
        super().__init__(
            "Tanggal keadaan belum lewat: pilih hari ini atau sebelumnya.",
            as_of=as_of,
            today=today,
        )


class NotParkedError(RefusedError):
    """Only a parked case can be taken in again."""

    code = "not_parked"

    def __init__(self, pengaduan_id: str) -> None:
        super().__init__(
            "Pengaduan ini tidak tertahan: tidak ada yang perlu diulang.",
            pengaduan_id=pengaduan_id,
        )


class StillParkedError(RefusedError):
    """It failed again for the same reason."""

    code = "still_parked"

    def __init__(self, pengaduan_id: str, cause: str) -> None:
        super().__init__(
            "Pengaduan ini masih tidak dapat dibaca: hubungi pengelola sistem.",
            pengaduan_id=pengaduan_id,
            cause=cause,
        )


class NotActiveError(RefusedError):
    """Another copy of the service keeps the view."""

    code = "not_active"

    def __init__(self) -> None:
        super().__init__("Salinan layanan ini sedang siaga: ulangi, salinan lain yang bekerja.")


class ReplayRunningError(RefusedError):
    """One rebuild at a time: both would use the same tables."""

    code = "replay_running"

    def __init__(self) -> None:
        super().__init__("Pemutaran ulang lain sedang berjalan: tunggu sampai selesai.")


class UnknownReplayError(RefusedError):
    """No replay has this id."""

    code = "unknown_replay"

    def __init__(self, replay_id: str) -> None:
        super().__init__("Pemutaran ulang itu tidak dikenal: mulai lagi.", replay_id=replay_id)


_RETRY = frozenset({"view_behind", "not_active", "replay_running"})


def refused(error: RefusedError) -> Refused:
    """A refusal as an answer; `retry` where the same question may be answered later."""
    return Refused(
        code=error.code,
        fields=dict(error.fields),
        sentence=error.sentence,
        retry=error.code in _RETRY,
    )


_NOT_IN_TIME = {
    "report_not_typeset": "Dokumen ini tidak dapat disusun oleh program: hubungi pengelola sistem "
    "dan sebut dokumen serta jamnya. Data pengaduan tidak berubah.",
}
"""What fails in the same way each time, and the sentence that says so."""


def failed(error: EngineError) -> Refused:
    """A failure as an answer; asking again does no harm, and mostly helps."""
    if error.code in _NOT_IN_TIME:
        sentence = _NOT_IN_TIME[error.code]
        return Refused(code=error.code, fields=dict(error.fields), sentence=sentence)
    return Refused(
        code=error.code,
        fields=dict(error.fields),
        sentence="Pertanyaan ini belum dapat dijawab: ulangi sebentar lagi; "
        "bila tetap gagal, hubungi pengelola sistem.",
        retry=True,
    )


def unreadable_query(error: msgspec.DecodeError) -> Refused:
    """Bytes that are no query; the place is told, never the value."""
    return _said(
        unreadable(error),
        "unreadable_query",
        "Pertanyaan tidak dapat dibaca: betulkan isian yang disebut, lalu kirim lagi.",
    )


def mismatch(subject: str, body: str) -> Refused:
    """The subject names one query, the body another."""
    return Refused(
        code="query_mismatch",
        fields={"subject": subject, "body": body},
        sentence="Nama pertanyaan pada alamat berbeda dengan isinya: samakan keduanya.",
    )


def not_permitted(caller: str, query: str) -> Refused:
    """The caller may not ask this."""
    return Refused(
        code="not_permitted",
        fields={"caller": caller, "query": query},
        sentence="Pemanggil ini tidak berhak menanyakan itu.",
    )


def bad_address(error: Any) -> Refused:
    """The subject is no query's address of this office."""
    return Refused(code=error.code, fields={}, sentence=str(error))


def _said(refusal: Refused, code: str, sentence: str) -> Refused:
    return msgspec.structs.replace(refusal, code=code, sentence=sentence)
