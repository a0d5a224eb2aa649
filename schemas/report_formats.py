"""Which reports there are, and as which files."""

from typing import Literal, TypeAlias

ReportKind: TypeAlias = Literal["penanganan"]
ReportFormat: TypeAlias = Literal["pdf", "xlsx", "csv", "json"]
