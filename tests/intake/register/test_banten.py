"""The evaluation table of Banten for early 2021 as the reader understands it."""

import datetime as dt
from collections import Counter

from services.intake.register import RegisterReading


def test_every_row_is_read(banten: RegisterReading) -> None:
    assert (len(banten.rows), banten.damaged) == (16, ())


def test_the_file_is_recognised_as_an_evaluation(banten: RegisterReading) -> None:
    assert banten.layout == "evaluasi"


def test_sectors_count_as_published(banten: RegisterReading) -> None:
    published = {"esdm": 5, "perhubungan": 1, "pendidikan": 2, "lhk": 2}
    published |= {"kelautan": 1, "pupr": 3, "sosial": 1, "perindag": 1}
    assert published == Counter(row.sector for row in banten.rows)


def test_categories_count_as_published(banten: RegisterReading) -> None:
    published = {"durasi_waktu": 6, "sistem": 2, "pemahaman_pemohon": 7, "kebijakan": 1}
    assert published == Counter(row.category for row in banten.rows)


def test_a_year_of_two_digits_is_of_this_century(banten: RegisterReading) -> None:
    assert dt.date(2021, 1, 18) == banten.rows[0].received_on


def test_the_day_comes_first(banten: RegisterReading) -> None:
    assert dt.date(2021, 1, 5) == banten.rows[2].received_on


def test_the_applicant_stands_before_the_first_comma(banten: RegisterReading) -> None:
    first = banten.rows[0]
    assert (first.name, first.company) == (None, "PT. Mega Akses Persada")


def test_the_matter_stands_behind_it(banten: RegisterReading) -> None:
    assert banten.rows[0].text.startswith("Proses Izin Pemanfaatan Bagian-Bagian Jalan")


def test_a_person_is_no_company(banten: RegisterReading) -> None:
    assert (banten.rows[15].name, banten.rows[15].company) == ("[nama-39]", None)


def test_analysis_and_follow_up_are_told(banten: RegisterReading) -> None:
    assert all(row.examination and row.follow_up for row in banten.rows)


def test_nothing_is_said_of_channel_answer_day_or_status(banten: RegisterReading) -> None:
    assert {(None, None, None)} == {
        (row.channel, row.answered_on, row.status) for row in banten.rows
    }


def test_an_unknown_permit_type_is_the_only_doubt(banten: RegisterReading) -> None:
    doubts = Counter(doubt.code for row in banten.rows for doubt in row.doubts)
    assert doubts == {"unknown_permit_type": 13}
