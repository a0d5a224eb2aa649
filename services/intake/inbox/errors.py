"""Why the inbox says no, and what to do."""

from engine.errors import RefusedError


class UnknownAdapterError(RefusedError):
    """Nothing here reads such messages."""

    code = "unknown_adapter"

    def __init__(self, adapter: str) -> None:
        super().__init__(
            f"Tidak ada pembaca pesan bernama {adapter}: periksa setelan saluran.", adapter=adapter
        )


class RawIncompleteError(RefusedError):
    """What was uploaded is not what it was said to be."""

    code = "raw_incomplete"

    def __init__(self) -> None:
        super().__init__("Pesan tidak sampai utuh: kirim lagi dari awal.")


class RawEmptyError(RefusedError):
    """There is nothing to keep."""

    code = "raw_empty"

    def __init__(self) -> None:
        super().__init__("Pesan kosong: tidak ada yang disimpan.")


class UnknownMessageError(RefusedError):
    """No message has this id."""

    code = "unknown_message"

    def __init__(self) -> None:
        super().__init__("Pesan masuk itu tidak ada: periksa lagi daftarnya.")


class NotWaitingError(RefusedError):
    """The program has not read it yet, or it is no message of a person."""

    code = "message_not_waiting"

    def __init__(self) -> None:
        super().__init__("Pesan itu tidak menunggu keputusan: lihat lagi daftarnya.")


class AlreadyFiledError(RefusedError):
    """It is a part of a complaint already."""

    code = "message_already_filed"

    def __init__(self, pengaduan_id: str) -> None:
        super().__init__(
            "Pesan itu sudah masuk ke suatu pengaduan: buka pengaduan itu.",
            pengaduan_id=pengaduan_id,
        )


class MessageErasedError(RefusedError):
    """Its key was destroyed."""

    code = "message_erased"

    def __init__(self) -> None:
        super().__init__("Isi pesan itu sudah dihapus dan tidak dapat dibaca lagi.")
