"""Which reports there are, and as which files."""

from typing import Literal, TypeAlias

ReportKind: TypeAlias = Literal["penanganan", "evaluasi", "kinerja"]
ReportFormat: TypeAlias = Literal["pdf", "docx", "xlsx", "csv", "json"]
