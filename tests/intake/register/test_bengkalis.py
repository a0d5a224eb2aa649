"""The register of Bengkalis for 2023 as the reader understands it."""

from collections import Counter

from services.intake.register import RegisterReading, RegisterRow


def row(reading: RegisterReading, number: str) -> RegisterRow:
    return next(row for row in reading.rows if row.number == number)


def test_every_row_is_read(bengkalis: RegisterReading) -> None:
    assert (len(bengkalis.rows), bengkalis.damaged) == (51, ())


def test_no_row_is_doubted(bengkalis: RegisterReading) -> None:
    assert [doubt for row in bengkalis.rows for doubt in row.doubts] == []


def test_the_file_is_recognised(bengkalis: RegisterReading) -> None:
    assert (
        bengkalis.layout,
        bengkalis.delimiter,
        bengkalis.encoding,
    ) == ("rekapitulasi", ",", "utf-8")


def test_months_count_as_published(bengkalis: RegisterReading) -> None:
    months = Counter(row.received_on.month for row in bengkalis.rows)
    assert [months[month] for month in range(1, 13)] == [8, 4, 2, 0, 2, 2, 7, 3, 3, 3, 9, 8]


def test_channels_count_as_published(bengkalis: RegisterReading) -> None:
    channels = Counter(row.channel for row in bengkalis.rows)
    assert channels == {"sms_whatsapp": 42, "website": 6, "meja": 3}


def test_all_but_row_31_are_settled(bengkalis: RegisterReading) -> None:
    assert [row.number for row in bengkalis.rows if row.status != "selesai"] == ["31"]


def test_row_31_has_no_status(bengkalis: RegisterReading) -> None:
    assert (row(bengkalis, "31").status, row(bengkalis, "31").status_text) == (None, "")


def test_durations_run_from_0_to_7_days(bengkalis: RegisterReading) -> None:
    days = {(row.answered_on - row.received_on).days for row in bengkalis.rows if row.answered_on}
    assert (min(days), max(days)) == (0, 7)


def test_every_row_was_answered(bengkalis: RegisterReading) -> None:
    assert all(row.answered_on and row.answer_text for row in bengkalis.rows)


def test_date_and_text_are_split(bengkalis: RegisterReading) -> None:
    assert row(bengkalis, "10").text == "Informasi terkait IMB"


def test_name_company_and_phone_stand_behind_the_channel(bengkalis: RegisterReading) -> None:
    told = row(bengkalis, "42")
    assert (
        told.name,
        told.company,
        told.phone,
        told.phone_e164,
    ) == ("[nama-11]", "Apotek Keluarga", "0823-6651-xxxx", None)


def test_names_are_those_that_the_office_wrote(bengkalis: RegisterReading) -> None:
    named = {row.number: row.name for row in bengkalis.rows if row.name}
    assert {f"{number}": f"[nama-{number - 31:02}]" for number in range(38, 43)} == named


def test_seventeen_rows_give_a_masked_phone(bengkalis: RegisterReading) -> None:
    phones = [row.phone for row in bengkalis.rows if row.phone]
    assert (len(phones), all(phone.endswith("-xxxx") for phone in phones)) == (17, True)


def test_the_address_of_the_website_names_nobody(bengkalis: RegisterReading) -> None:
    assert (row(bengkalis, "14").name, row(bengkalis, "14").phone) == (None, None)


def test_a_row_is_counted_as_a_spreadsheet_counts_it(bengkalis: RegisterReading) -> None:
    assert row(bengkalis, "31").row == 32


def test_the_cells_are_kept_as_written(bengkalis: RegisterReading) -> None:
    assert row(bengkalis, "35").raw[1] == ("Jenis Pengaduan", "Whatsapp (0852-6599-xxxx)")
