"""Why a file is not attached, and what to do."""

from engine.errors import RefusedError


class AttachmentEmptyError(RefusedError):
    """There is nothing in it."""

    code = "attachment_empty"

    def __init__(self) -> None:
        super().__init__("Berkas ini kosong: pilih berkas yang berisi.")


class AttachmentTooLargeError(RefusedError):
    """It is larger than the office takes."""

    code = "attachment_too_large"

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"Berkas ini lebih besar dari {limit / 1_000_000:.0f} MB: perkecil atau bagi, "
            "lalu lampirkan lagi.",
            size=size,
            limit=limit,
        )


class TooManyAttachmentsError(RefusedError):
    """The complaint has as many as it may have."""

    code = "too_many_attachments"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Pengaduan ini sudah punya {limit} lampiran, batas kantor: gabungkan beberapa "
            "berkas menjadi satu PDF.",
            limit=limit,
        )


class AttachmentIncompleteError(RefusedError):
    """The uploaded parts are not the file that was announced."""

    code = "attachment_incomplete"

    def __init__(self, size: int, found: int) -> None:
        super().__init__(
            "Unggahan berkas tidak lengkap: unggah seluruh berkas sekali lagi.",
            size=size,
            found=found,
        )


class AttachmentTypeRefusedError(RefusedError):
    """The office takes no files of that type, whatever their name."""

    code = "attachment_type_refused"

    def __init__(self, found: str) -> None:
        super().__init__(
            "Jenis berkas ini tidak diterima: lampirkan foto JPEG, PNG atau WebP, PDF, "
            "rekaman suara Ogg, atau video MP4.",
            found=found,
        )


class AttachmentBrokenError(RefusedError):
    """It begins as a file of its type and does not go on as one."""

    code = "attachment_broken"

    def __init__(self, media_type: str) -> None:
        super().__init__(
            "Berkas ini rusak, tidak lengkap, atau memuat berkas lain di dalamnya: "
            "simpan ulang dari aslinya, lalu lampirkan lagi.",
            media_type=media_type,
        )


class PictureTooLargeError(RefusedError):
    """It has more points than are redrawn."""

    code = "picture_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Gambar ini lebih dari {limit // 1_000_000} megapiksel: perkecil, "
            "lalu lampirkan lagi.",
            limit=limit,
        )


class AttachmentTooHeavyError(RefusedError):
    """To look through it takes more time or memory than one file may take."""

    code = "attachment_too_heavy"

    def __init__(self) -> None:
        super().__init__(
            "Berkas ini terlalu berat untuk diperiksa: perkecil gambarnya, lalu lampirkan lagi."
        )


class AttachmentTakenError(RefusedError):
    """Another file was stored under this id."""

    code = "attachment_taken"

    def __init__(self, attachment_id: str) -> None:
        super().__init__(
            "Nomor lampiran ini sudah dipakai berkas lain: lampirkan dengan nomor baru.",
            attachment_id=attachment_id,
        )


class ContentErasedError(RefusedError):
    """Nothing that was said is left, so there is no key that a file could lie under."""

    code = "content_erased"

    def __init__(self) -> None:
        super().__init__(
            "Isi pengaduan ini sudah dihapus: catat pesan baru dahulu, lalu lampirkan berkasnya."
        )
