"""No bad file is stored as it is, and none takes the one who looks at it down."""

import asyncio
import resource

import pytest

from engine.errors import RefusedError
from runtime.limits import MEMORY_BYTES
from services.intake.attaching.workshop import Workshop
from tests.attachments import files
from tests.attachments.hostile import CLEAN, MARK, Hostile, hostile

LARGEST = 10_000_000
BAD = hostile()


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad[0])
async def test_a_bad_file_is_refused_or_made_harmless(bad: Hostile) -> None:
    _, data, allowed = bad
    try:
        kept = await Workshop(seconds=300).keep(data, LARGEST)
    except RefusedError as refusal:
        became, stored = refusal.code, b""
    else:
        became, stored = CLEAN, kept.data
    assert became in allowed
    assert MARK not in stored
    assert b"PK\x05\x06" not in stored


def test_there_are_sixty_of_them() -> None:
    assert len({name for name, _, _ in BAD}) == len(BAD) >= 60


async def test_what_would_take_too_long_is_given_up() -> None:
    with pytest.raises(RefusedError) as refused:
        await Workshop(seconds=0.0).keep(files.photo(), LARGEST)
    assert refused.value.code == "attachment_too_heavy"


async def test_a_large_picture_stays_within_the_memory_of_one_file() -> None:
    wide = files.saved(files.picture(6000, 5000), "JPEG", exif=files.exif(files.TURNED_RIGHT))

    kept = await Workshop(seconds=300).keep(wide, LARGEST)

    assert kept.media_type == "image/jpeg"
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert used < MEMORY_BYTES


async def test_many_at_once_are_looked_through_one_after_the_other() -> None:
    workshop = Workshop(seconds=300)

    kept = await asyncio.gather(*(workshop.keep(files.voice(), LARGEST) for _ in range(6)))

    assert {each.data for each in kept} == {files.voice()}
