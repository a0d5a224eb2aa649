"""The exact bytes of every stored shape, kept for ever in `tests/data/golden`.

Each file is what `msgspec.json.encode` gives for a sample: one line, no newline at its
end. `python -m tests.support.golden` writes the files that are missing and touches no
other. When a shape gets a new field, rename its file to `<tag>~1.json` (`~2`, …) and
write it anew: the older form is still on disk somewhere, so it must still be read.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.frozen import FrozenReport
from schemas.inbox import InboxCommit, InboxEvent, RawMessage
from schemas.notices import NoticeCommit, NoticeEvent, NoticeWords
from schemas.plaintexts import ReportWords
from schemas.records import Allotment, AttachmentChunk, DispositionNotice, ReportNote
from schemas.surveys import SurveyCommit, SurveyEvent
from tests.support import sample_inbox, sample_notices, sample_survey, samples

FOLDER = Path(__file__).parents[1] / "data" / "golden"


def tag_of(struct: msgspec.Struct) -> str:
    """Return the name that a golden file bears."""
    return str(struct.__struct_config__.tag or type(struct).__name__)


def current() -> dict[str, tuple[object, msgspec.Struct]]:
    """Return for every file's name the type that reads it and the sample that it holds."""
    forms: dict[str, tuple[object, msgspec.Struct]] = {}
    for event in samples.SAMPLES:
        forms[f"events/{tag_of(event)}"] = (PengaduanEvent, event)
    for plaintext in samples.PLAINTEXTS:
        forms[f"plaintexts/{tag_of(plaintext)}"] = (type(plaintext), plaintext)
    forms["plaintexts/ReportWords"] = (ReportWords, samples.report_words())
    forms["records/FrozenReport"] = (FrozenReport, samples.frozen_report())
    forms["records/ReportNote"] = (ReportNote, samples.report_note())
    for event in sample_inbox.SAMPLES:
        forms[f"inbox/{tag_of(event)}"] = (InboxEvent, event)
    forms["inbox/InboxCommit"] = (InboxCommit, sample_inbox.inbox_commit())
    forms["inbox/RawMessage"] = (RawMessage, sample_inbox.raw_message())
    for event in sample_survey.SAMPLES:
        forms[f"surveys/{tag_of(event)}"] = (SurveyEvent, event)
    forms["surveys/SurveyCommit"] = (SurveyCommit, sample_survey.survey_commit())
    for event in sample_notices.SAMPLES:
        forms[f"notices/{tag_of(event)}"] = (NoticeEvent, event)
    forms["notices/NoticeCommit"] = (NoticeCommit, sample_notices.notice_commit())
    forms["plaintexts/NoticeWords"] = (NoticeWords, sample_notices.notice_words())
    forms["records/AttachmentChunk"] = (AttachmentChunk, samples.chunk())
    forms["records/Allotment"] = (Allotment, samples.allotment())
    forms["records/DispositionNotice"] = (DispositionNotice, samples.notice())
    forms["commit/Commit"] = (Commit, samples.commit(samples.received(), samples.clock_started()))
    return forms


def path_of(name: str) -> Path:
    """Return where the form of that name lies."""
    return FOLDER / f"{name}.json"


def name_of(path: Path) -> str:
    """Return the form's name, the same for its older forms."""
    return path.relative_to(FOLDER).with_suffix("").as_posix().partition("~")[0]


def stored() -> Iterator[Path]:
    """Give every golden file there is."""
    return iter(sorted(FOLDER.rglob("*.json")))


def write_missing() -> list[Path]:
    """Write the samples that have no file yet."""
    written = []
    for name, (_, sample) in current().items():
        path = path_of(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(msgspec.json.encode(sample))
            written.append(path)
    return written


if __name__ == "__main__":
    for new in write_missing():
        print(new)  # noqa: T201  a command's output
