"""A register kept as a workbook goes in as its CSV does, and once."""

from pathlib import Path

from tests.intake.register.workbooks import bengkalis
from tests.support.system import BENGKALIS, officer_of, running_system


async def test_a_workbook_brings_what_its_csv_brings_and_once(tmp_path: Path) -> None:
    async with running_system(tmp_path) as endpoint, officer_of(endpoint, "bengkalis") as officer:
        first = await officer.import_register(bengkalis(), "register.xlsx")
        again = await officer.import_register(bengkalis(), "register.xlsx")
        of_csv = await officer.import_register(BENGKALIS.read_bytes())

    assert (first["state"], first["rows"], first["added"]) == ("done", 51, 51)
    assert (again["added"], again["unchanged"]) == (0, 51)
    assert (of_csv["rows"], of_csv["added"], of_csv["unchanged"]) == (51, 0, 51)
    assert of_csv["differences"] == []


async def test_a_torn_workbook_is_refused_with_its_code(tmp_path: Path) -> None:
    async with running_system(tmp_path) as endpoint, officer_of(endpoint, "bengkalis") as officer:
        answer = await officer.import_register(bengkalis()[:2000], "register.xlsx")

    assert answer["code"] == "workbook_broken"
