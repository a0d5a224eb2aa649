"""What no document shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.plaintexts import AnsweredContent, Identity
from services.reporting.documents.masking import safe
from tests.reporting.world import World
from tests.reports.files import rendered
from tests.reports.kit import report_of
from tests.support import samples as s

NAME = "Siti Rahmawati"


async def everything(world: World) -> str:
    report = await report_of(world)
    return rendered(report, "json").decode()


async def test_who_complained_is_in_no_document(memory_world: World) -> None:
    world = memory_world
    who = Identity(name=NAME, phone="081234567890", nik="1403012345678901")
    await world.say(1, await world.received(1, "2023-05-05", identity=who, text="Lama"))
    found = await everything(world)

    assert "Lama" in found
    assert not [secret for secret in (NAME, "81234567890", "1403012345678901") if secret in found]


async def test_of_a_confidential_complaint_no_words_are_shown(memory_world: World) -> None:
    world = memory_world
    event = await world.received(1, "2023-05-05", visibility="rahasia", text="Ada pungli")
    sealed = await world.sealed(1, "Answered", content=AnsweredContent(text="Sudah diperiksa"))
    await world.say(1, event, s.answered(sealed=sealed))
    found = await everything(world)

    assert "[rahasia]" in found
    assert "pungli" not in found
    assert "Sudah diperiksa" not in found


async def test_what_was_erased_prints_as_erased(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05", text="Izin apotek"))
    keys = tuple(await world.shred(1))
    await world.say(1, s.identity_erased(keys=keys))
    found = await everything(world)

    assert "[dihapus]" in found
    assert "apotek" not in found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("hubungi 0812-3456-7890 ya", "hubungi 0812-****-*890 ya"),
        ("WA +62 812 3456 7890.", "WA 6281-****-**89-0."),
        ("NIK 1403012345678901", "NIK ************8901"),
        ("telp (0766) 23615", "telp 0766-**61-5"),
        ("pada 21/09/2023 dan 08-09-2023 10.30", "pada 21/09/2023 dan 08-09-2023 10.30"),
        ("Nomor 503/123456789/2023", "Nomor 503/123456789/2023"),
        ("biaya Rp1.250.000", "biaya Rp1.250.000"),
        ("0853-5575-xxxx", "0853-****-***"),
    ],
)
def test_numbers_of_persons_are_masked_and_others_stay(written: str, shown: str) -> None:
    assert safe(written)[: len(shown)] == shown


@given(st.text("0123456789", min_size=7, max_size=11))
def test_no_mobile_number_survives(rest: str) -> None:
    assert f"08{rest}" not in safe(f"Hubungi saya di 08{rest} segera")
