"""Which reports there are, and as which files."""

from typing import Literal, TypeAlias

ReportKind: TypeAlias = Literal["penanganan", "evaluasi", "kinerja", "ikm"]
ReportFormat: TypeAlias = Literal["pdf", "docx", "xlsx", "csv", "json"]
FormKind: TypeAlias = Literal[
    "pengaduan", "tindak-lanjut", "berita-acara", "pernyataan-puas", "tanda-terima"
]
FormFormat: TypeAlias = Literal["pdf", "docx"]
