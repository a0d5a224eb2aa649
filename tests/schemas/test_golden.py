"""What was stored once is read for ever, and written the same while its shape stands."""

from pathlib import Path

import msgspec
import pytest

from tests.support import golden, samples
from tests.support.shapes import EVENT_CLASSES, PLAINTEXT_CLASSES

FORMS = golden.current()
FILES = list(golden.stored())

by_name = pytest.mark.parametrize("name", sorted(FORMS))


def test_every_event_has_one_sample() -> None:
    assert sorted(cls.__name__ for cls in EVENT_CLASSES) == sorted(
        type(event).__name__ for event in samples.SAMPLES
    )


def test_every_plaintext_has_one_sample() -> None:
    assert sorted(cls.__name__ for cls in PLAINTEXT_CLASSES) == sorted(
        type(plaintext).__name__ for plaintext in samples.PLAINTEXTS
    )


@by_name
def test_every_shape_has_a_golden_file(name: str) -> None:
    assert golden.path_of(name).is_file(), "run: python -m tests.support.golden"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_golden_file_belongs_to_a_shape(path: Path) -> None:
    assert golden.name_of(path) in FORMS


@by_name
def test_a_golden_file_is_still_read_as_its_sample(name: str) -> None:
    reads_as, sample = FORMS[name]
    assert sample == msgspec.json.decode(golden.path_of(name).read_bytes(), type=reads_as)


@by_name
def test_a_sample_is_still_written_as_its_golden_file(name: str) -> None:
    _, sample = FORMS[name]
    assert golden.path_of(name).read_bytes() == msgspec.json.encode(sample)


@by_name
def test_a_sample_leaves_no_field_empty(name: str) -> None:
    _, sample = FORMS[name]
    empty = [f for f in sample.__struct_fields__ if getattr(sample, f) in (None, ())]
    assert empty == []


def test_older_forms_are_still_read() -> None:
    for path in (path for path in FILES if "~" in path.stem):
        reads_as, sample = FORMS[golden.name_of(path)]
        assert type(sample) is type(msgspec.json.decode(path.read_bytes(), type=reads_as))


def test_writing_golden_files_again_touches_none() -> None:
    assert golden.write_missing() == []
