"""Writes the document and its page: `python -m cli.asyncapi docs`."""

import sys
from pathlib import Path

from cli.asyncapi.document import document, encoded
from cli.asyncapi.page import page

folder = Path(sys.argv[1])
(folder / "asyncapi.json").write_bytes(encoded())
(folder / "asyncapi.html").write_text(page(document()), encoding="utf-8")
