"""Keeps an office's texts for reporters as their file says them, also after it was changed."""

from dataclasses import dataclass, field
from pathlib import Path

import structlog

from policy.answer_texts import AnswerTexts, file_of, load_answers
from policy.errors import PolicyError

log = structlog.get_logger(__name__)
Stamp = tuple[Path, int, int]


@dataclass(slots=True)
class Wording:
    """The texts of one office; a file that cannot be used leaves the last good one in force.

    Attributes:
        own: The installation's folder of policies, there or not.
    """

    office: str
    own: Path
    _texts: AnswerTexts | None = field(default=None, init=False)
    _read: Stamp | None = field(default=None, init=False)

    def now(self) -> AnswerTexts:
        """The texts in force."""
        stamp = _stamp(file_of(self.office, self.own))
        if self._texts is None or stamp != self._read:
            self._texts = self._loaded()
            self._read = stamp
        return self._texts

    def _loaded(self) -> AnswerTexts:
        try:
            return load_answers(self.office, self.own)
        except PolicyError as error:
            log.warning("answer_texts_refused", office=self.office, why=str(error))
            return self._texts or load_answers(self.office)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return path, found.st_mtime_ns, found.st_size
