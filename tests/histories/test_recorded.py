"""Histories that were recorded once mean today what they meant then."""

from pathlib import Path

import pytest

from engine.commits import check_link
from runtime.history import CODEC
from tests.support.histories import FOLDER, FOLDS, fold, folded_path, read_folded, read_history
from tests.support.record_histories import HISTORIES

RECORDED = sorted(FOLDER.glob("*.jsonl"))
ADVICE = """

{service} knows something else after version {version} of {name} than when it was recorded.
Was that meant? If not, mend the code: every office holds such histories, and its figures change.
If it was, delete tests/data/histories/{name}.folded.json, run
`python -m tests.support.record_histories`, read the difference that git shows line by line, and
raise the version of the view in services/reporting/cases.py where it changes what a report says.
Never change a .jsonl file: those bytes are stored."""

pytestmark = pytest.mark.parametrize("path", RECORDED, ids=[path.stem for path in RECORDED])


def test_its_bytes_are_still_read_and_its_chain_is_whole(path: Path) -> None:
    version, digest = 0, ""
    for recorded in read_history(path):
        check_link(version, digest, recorded)
        version, digest = recorded.commit.version, recorded.digest

    assert version == len(read_history(path)) > 0


@pytest.mark.parametrize("service", FOLDS)
def test_it_is_folded_as_when_it_was_recorded(path: Path, service: str) -> None:
    then, now = read_folded(path)[service], fold(read_history(path), service)
    changed = [
        version
        for version, (old, new) in enumerate(zip(then.digests, now.digests, strict=True), 1)
        if old != new
    ]
    advice = ADVICE.format(service=service, version=changed[:1], name=path.stem)

    assert then.last == now.last, advice
    assert changed == [], advice


def test_written_again_it_is_read_as_the_same(path: Path) -> None:
    for recorded in read_history(path):
        assert CODEC.decode(CODEC.encode(recorded.commit)) == recorded.commit


def test_it_can_be_recorded_anew_and_has_its_expectations(path: Path) -> None:
    assert path.stem in HISTORIES
    assert folded_path(path).exists()
    assert read_folded(path).keys() == FOLDS.keys()
