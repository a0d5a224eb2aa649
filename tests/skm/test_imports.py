"""A table of responses goes in once, whole or not at all, and can be undone."""

import msgspec
import pytest

from runtime.topology import survey_subject
from schemas.answers import Refused
from schemas.commands.base import Claim
from schemas.survey_queries import ImportSurvey, ShowIndex, UndoSurveyImport
from schemas.survey_views import IndexView, SurveyImported, SurveyUndone
from tests.reporting.world import World
from tests.skm.tables import BENGKALIS, HEADING, csv_of, row, xlsx_of


async def brought_in(
    world: World, file: bytes, period: str = "2023", served: int | None = None
) -> SurveyImported:
    return await world.ask(ImportSurvey(period=period, file=file, served=served), SurveyImported)


async def refused(world: World, file: bytes, period: str = "2023") -> Refused:
    return await world.ask(ImportSurvey(period=period, file=file), Refused)


async def index(world: World, period: str = "2023") -> IndexView:
    return await world.ask(ShowIndex(period=period), IndexView)


async def test_bengkalis_2023_is_what_the_office_published(memory_world: World) -> None:
    imported = await brought_in(memory_world, BENGKALIS.read_bytes(), served=1800)
    found = await index(memory_world)

    assert (imported.added, imported.known, imported.missing) == (317, 0, 0)
    assert [one.total for one in found.unsur] == [
        *(1169, 1164, 1148, 1245, 1171, 1171, 1182, 1166, 1224),
    ]
    assert [(one.label, one.weight, one.ikm, one.grade) for one in found.methods] == [
        ("bobot 1/9", "1/9", "93.24", "A"),
        ("bobot lama 0,111", "111/1000", "93.14", "A"),
        ("bobot lama 0,11", "11/100", "92.30", "A"),
    ]
    assert [one.code for one in found.unsur if one.lowest] == ["U3"]
    assert (found.respondents, found.served, found.sample) == (317, 1800, 317)


async def test_the_same_table_twice_is_once(memory_world: World) -> None:
    first = await brought_in(memory_world, BENGKALIS.read_bytes())
    again = await brought_in(memory_world, BENGKALIS.read_bytes())

    assert (again.added, again.known) == (0, 317)
    assert (again.import_id, again.position) == (first.import_id, first.position)
    assert (await index(memory_world)).respondents == 317


async def test_a_workbook_says_the_same_as_the_text(memory_world: World) -> None:
    rows = [row(1, 4, 3, 2), row(2, 1, "", "-"), row(3)]
    first = await brought_in(memory_world, csv_of(*rows))
    again = await brought_in(memory_world, xlsx_of(*rows))

    assert (first.added, first.missing) == (3, 2)
    assert (again.added, again.known, again.import_id) == (0, 3, first.import_id)


async def test_a_grown_table_adds_its_new_rows(memory_world: World) -> None:
    await brought_in(memory_world, csv_of(row(1), row(2)))
    grown = await brought_in(memory_world, csv_of(row(1), row(2), row(3)))

    assert (grown.added, grown.known) == (1, 2)
    assert (await index(memory_world)).respondents == 3


async def test_a_changed_row_is_named_and_nothing_goes_in(memory_world: World) -> None:
    await brought_in(memory_world, csv_of(row(1), row(2)))
    found = await refused(memory_world, csv_of(row(1), row(2, 1), row(3)))

    assert (found.code, found.fields["rows"]) == ("survey_rows_differ", ["2"])
    assert (await index(memory_world)).respondents == 2


async def test_a_missing_answer_is_counted_as_missing(memory_world: World) -> None:
    await brought_in(memory_world, csv_of(row(1, 4), row(2, ""), row(3, 1)))
    first, second, *_ = (await index(memory_world)).unsur

    assert (first.answered, first.missing, first.total, first.nrr) == (2, 1, 5, "2.500")
    assert (second.answered, second.missing) == (3, 0)


async def test_every_cell_that_cannot_be_is_named_by_row_and_column(memory_world: World) -> None:
    heading = [*HEADING, "Umur", "Tanggal"]
    rows = [
        [*row(1, 4, 5), 27, "2023-03-01"],
        [*row(1), "tua", "2024-03-01"],
        ["Jumlah", *[8] * 9, "", ""],
    ]
    found = await refused(memory_world, csv_of(*rows, heading=heading))

    assert found.code == "survey_cells_refused"
    assert found.fields["places"][:5] == [
        "baris 2 kolom U2",
        "baris 3 kolom Umur",
        "baris 3 kolom Tanggal",
        "baris 3 kolom No",
        "baris 4 kolom No",
    ]
    assert (await index(memory_world)).respondents == 0


async def test_who_answered_is_kept_in_groups_and_names_are_not_read(memory_world: World) -> None:
    heading = [*HEADING, "Nama", "Jenis Kelamin", "Umur", "Pendidikan", "Jenis Layanan"]
    rows = [
        [*row(1), "Budi Rahasia", "Laki-laki", 27, "SMA", "Izin Apotek"],
        [*row(2), "Siti Rahasia", "P", 61, "S-1", ""],
    ]
    imported = await brought_in(memory_world, csv_of(*rows, heading=heading))
    profile = {
        one.field: {group.label: group.count for group in one.groups if group.count}
        for one in (await index(memory_world)).profile
    }
    subject = survey_subject("bengkalis", "impor", "2023")
    stored = await memory_world.surveys.last(subject)

    assert imported.ignored == ("Nama",)
    assert profile == {
        "sex": {"Laki-laki": 1, "Perempuan": 1},
        "age": {"26–30 tahun": 1, "Di atas 60 tahun": 1},
        "education": {"SLTA": 1, "D4–S1": 1},
        "occupation": {"Tidak mencantumkan": 2},
        "service": {"Izin apotek": 1, "Tidak mencantumkan": 1},
    }
    assert stored is not None
    assert b"Rahasia" not in stored.payload


async def test_an_undone_import_leaves_the_index_and_may_come_again(memory_world: World) -> None:
    world = memory_world
    await brought_in(world, csv_of(row(1)))
    second = await brought_in(world, csv_of(row(2), row(3)))
    undo = UndoSurveyImport(period="2023", import_id=second.import_id)
    undone = await world.ask(undo, SurveyUndone)

    assert undone.removed == 2
    assert (await index(world)).respondents == 1
    assert (await world.ask(undo, Refused)).code == "unknown_survey_import"
    assert (await brought_in(world, csv_of(row(2), row(3)))).added == 2
    assert (await index(world)).respondents == 3


async def test_a_quarters_table_counts_in_its_year_and_not_the_other_way(
    memory_world: World,
) -> None:
    await brought_in(memory_world, csv_of(row(1)), "2023-Q1")
    await brought_in(memory_world, csv_of(row(1), row(2)), "2023")

    assert (await index(memory_world, "2023-Q1")).respondents == 1
    assert (await index(memory_world, "2023-S1")).respondents == 1
    assert (await index(memory_world, "2023")).respondents == 3


async def test_a_row_with_a_day_counts_by_its_day(memory_world: World) -> None:
    heading = [*HEADING, "Tanggal"]
    rows = [[*row(1), "2023-02-28"], [*row(2), "2023-07-01"]]
    await brought_in(memory_world, csv_of(*rows, heading=heading))

    assert (await index(memory_world, "2023-S1")).respondents == 1
    assert (await index(memory_world, "2023-07")).respondents == 1


async def test_many_rows_go_in_by_several_commits(memory_world: World) -> None:
    rows = [row(n) for n in range(1, 902)]
    imported = await brought_in(memory_world, csv_of(*rows))

    assert imported.added == 901
    assert imported.position is not None
    assert imported.position.sequence == 3


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"No,U1,U2\n1,4,4\n", "survey_columns_missing"),
        (csv_of(), "survey_empty"),
        (b"\xff\xfe\x00", "survey_unreadable"),
        (b"PK\x03\x04nothing", "survey_unreadable"),
    ],
)
async def test_what_is_no_table_is_refused(memory_world: World, file: bytes, code: str) -> None:
    assert (await refused(memory_world, file)).code == code


async def test_a_period_that_is_none_is_refused(memory_world: World) -> None:
    assert (await refused(memory_world, csv_of(row(1)), "2023-13")).code == "bad_period"


@pytest.mark.parametrize("role", ["auditor", "kepala", "admin"])
async def test_only_the_desk_imports(memory_world: World, role: str) -> None:
    claim = Claim(kind="petugas", id="p-1", role=role)
    said = ImportSurvey(period="2023", file=csv_of(row(1)), by=claim)

    assert (await memory_world.ask(said, Refused)).code == "not_permitted"


async def test_an_index_of_nothing_says_so(memory_world: World) -> None:
    found = await index(memory_world)

    assert found.respondents == 0
    assert {one.ikm for one in found.methods} == {None}
    assert msgspec.json.encode(found)
