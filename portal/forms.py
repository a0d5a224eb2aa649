"""What was typed into a form, read without trusting it."""

from dataclasses import dataclass
from typing import Any

from litestar.datastructures import UploadFile

from portal.showing import AnyRequest

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one form."""

    given: dict[str, list[Any]]

    def line(self, name: str) -> str:
        """What was typed into one line; empty where nothing was."""
        return self.text(name).replace("\n", " ").strip()

    def text(self, name: str) -> str:
        """What was typed; a line ends in one way, whatever the browser sent."""
        for value in self.given.get(name, []):
            if isinstance(value, str):
                return value[:LONGEST].replace("\r\n", "\n").replace("\x00", "").strip()
        return ""

    def maybe(self, name: str) -> str | None:
        """The line, None where nothing was typed."""
        return self.line(name) or None

    def many(self, name: str) -> list[str]:
        """Everything that was ticked under one name."""
        return [value for value in self.given.get(name, []) if isinstance(value, str) and value]

    def files(self, name: str) -> list[UploadFile]:
        """The files that were chosen."""
        chosen = self.given.get(name, [])
        return [file for file in chosen if isinstance(file, UploadFile) and file.filename]

    @property
    def typed(self) -> dict[str, str]:
        """Everything that was typed, to be shown again."""
        return {name: self.text(name) for name in self.given}


async def fields_of(request: AnyRequest) -> Fields:
    """Read a form, with or without files."""
    form = await request.form()
    return Fields({name: form.getall(name) for name in form})
