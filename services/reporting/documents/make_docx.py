"""Writes the templates for word processors; an office may edit a copy of them.

Run `python -m services.reporting.documents.make_docx` after a change in their parts.
"""

import io
from pathlib import Path
from typing import Final

from services.reporting.documents.render.docx import zipped_again
from services.reporting.documents.word_form import build_form
from services.reporting.documents.word_report import build

TEMPLATES: Final = Path(__file__).parent / "templates"
BUILT: Final = {"laporan.docx": build, "formulir.docx": build_form}


def main() -> None:
    """Write both."""
    for name, make in BUILT.items():
        data = io.BytesIO()
        make().save(data)
        (TEMPLATES / name).write_bytes(zipped_again(data))


if __name__ == "__main__":
    main()
