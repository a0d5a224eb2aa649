"""Turns the bytes of a file into text, or says why they are none."""

from services.intake.register.errors import UnreadableRegisterError

LARGEST = 20 * 1024 * 1024
# A detector guessed cp1250 for cp1252, so the encodings are tried in a fixed order.
_ENCODINGS = ("utf-8-sig", "cp1252")
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "Excel atau zip (xlsx, ods)"),
    (b"\xd0\xcf\x11\xe0", "Excel lama (xls)"),
    (b"%PDF", "PDF"),
    (b"\xff\xfe", "teks UTF-16"),
    (b"\xfe\xff", "teks UTF-16"),
)
_SAVE_AS = "Buka berkas itu di aplikasi lembar kerja, pilih Simpan Sebagai, lalu pilih CSV UTF-8."


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    Raises:
        UnreadableRegisterError: The file is empty, too large, or no text.
    """
    if len(data) > LARGEST:
        raise UnreadableRegisterError(
            "file_too_large",
            {"size": len(data), "largest": LARGEST},
            "Berkas lebih besar dari 20 MB. Bagi register menjadi beberapa berkas, "
            "misalnya satu berkas setiap tahun.",
        )
    _refuse_binary(data)
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        _refuse_empty(text)
        return text, _plain_name(encoding, data)
    raise _not_text("pengodean huruf yang tidak dikenal")


def _refuse_binary(data: bytes) -> None:
    for start, kind in _KNOWN_BINARIES:
        if data.startswith(start):
            raise _not_text(kind)
    if b"\x00" in data:
        raise _not_text("berkas biner")


def _refuse_empty(text: str) -> None:
    if not text.strip():
        raise UnreadableRegisterError(
            "empty_file",
            {},
            "Berkas tidak berisi teks. Periksa apakah berkas yang dipilih sudah benar.",
        )


def _not_text(kind: str) -> UnreadableRegisterError:
    return UnreadableRegisterError(
        "not_text", {"kind": kind}, f"Berkas ini bukan CSV melainkan {kind}. {_SAVE_AS}"
    )


def _plain_name(encoding: str, data: bytes) -> str:
    marked = data.startswith(b"\xef\xbb\xbf")
    return "utf-8" if encoding == "utf-8-sig" and not marked else encoding
