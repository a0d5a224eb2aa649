"""What an export of SP4N-LAPOR! says about one report."""

import datetime as dt

import pytest

from services.intake.register import RegisterRow, UnreadableRegisterError, identity_key
from services.intake.register.model import Elsewhere
from services.intake.sp4n import read_sp4n
from tests.sp4n.kit import BENGKALIS, TODAY, export_of, read, report


def row_of(**cells: str) -> RegisterRow:
    (row,) = read(report(**cells)).rows
    return row


def elsewhere_of(**cells: str) -> Elsewhere:
    found = row_of(**cells).elsewhere
    assert found is not None
    return found


def codes_of(row: RegisterRow) -> list[str]:
    return [doubt.code for doubt in row.doubts]


def test_a_plain_report_raises_no_doubt() -> None:
    row = row_of()
    assert codes_of(row) == []
    assert (row.channel, row.name, row.phone_e164) == ("sp4n", "Siti Rahmah", "+6281275550143")


def test_the_moment_of_the_report_is_told_in_the_offices_zone() -> None:
    expected = dt.datetime(2026, 3, 2, 2, 15, tzinfo=dt.UTC)
    assert expected == elsewhere_of().received_at


def test_it_is_known_again_by_its_tracking_id_alone() -> None:
    later = row_of(Tanggal_Laporan="05/03/2026", Isi_Laporan="Sudah diperbaiki.")
    assert identity_key(row_of(), "sp4n") == identity_key(later, "sp4n")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Pengaduan", "tidak_berkadar_pengawasan"),
        ("pengaduan berkadar  pengawasan", "berkadar_pengawasan"),
        ("Permintaan Informasi", "permintaan_informasi"),
        ("ASPIRASI", "aspirasi"),
    ],
)
def test_its_class_is_the_offices_kind(word: str, code: str) -> None:
    assert code == elsewhere_of(Klasifikasi=word).kind


def test_a_class_that_nobody_knows_is_a_doubt() -> None:
    row = row_of(Klasifikasi="Pengadaan")
    assert codes_of(row) == ["unknown_kind"]


def test_a_case_that_came_from_another_agency_came_on_the_day_of_the_move() -> None:
    log = "03/03/2026 Admin -> Perumda Air Minum\n09/03/2026 Perumda Air Minum -> DPMPTSP"
    row = row_of(Log_Disposisi=log)
    assert dt.date(2026, 3, 9) == row.received_on
    assert row.elsewhere is not None
    assert (row.elsewhere.forwarded, row.elsewhere.received_at) == (False, None)


def test_a_case_that_went_to_another_agency_was_forwarded_there() -> None:
    log = "02/03/2026 -> DPMPTSP Bengkalis; 05/03/2026 didisposisikan ke Disdukcapil"
    found = elsewhere_of(Log_Disposisi=log)
    assert (True, "disdukcapil", dt.date(2026, 3, 5)) == (
        found.forwarded,
        found.forwarded_to,
        found.forwarded_on,
    )


def test_an_agency_without_a_code_is_named_in_words() -> None:
    log = "02/03/2026 -> DPMPTSP; 05/03/2026 -> Kementerian Agama"
    found = elsewhere_of(Log_Disposisi=log)
    assert (found.forwarded_to, found.agency_text) == (None, "Kementerian Agama")


def test_a_case_that_came_back_was_not_forwarded() -> None:
    log = "02/03/2026 -> DPMPTSP; 03/03/2026 -> PDAM; 04/03/2026 -> DPMPTSP"
    row = row_of(Log_Disposisi=log)
    assert row.elsewhere is not None
    assert (dt.date(2026, 3, 2), False) == (row.received_on, row.elsewhere.forwarded)


def test_a_log_that_names_nobody_we_know_is_a_doubt_and_no_move() -> None:
    row = row_of(Log_Disposisi="02/03/2026 -> Dinas Entah")
    assert row.elsewhere is not None
    assert (codes_of(row), row.elsewhere.forwarded) == (["own_agency_unknown"], False)


@pytest.mark.parametrize(
    ("word", "status"), [("Selesai", "selesai"), ("Diproses", "proses"), ("Ditunda", "proses")]
)
def test_a_status_is_read(word: str, status: str) -> None:
    assert status == row_of(Status=word).status


@pytest.mark.parametrize(
    ("word", "reason"),
    [("Bukan Wewenang", "bukan_kewenangan"), ("Diarsipkan", "bukan_pengaduan")],
)
def test_what_was_put_away_was_rejected(word: str, reason: str) -> None:
    assert reason == elsewhere_of(Status=word).rejection


def test_an_unknown_status_is_a_doubt() -> None:
    assert codes_of(row_of(Status="Entah")) == ["unknown_status"]


def test_of_an_anonymous_reporter_nothing_is_taken() -> None:
    row = row_of(Anonim="Ya")
    assert row.elsewhere is not None
    assert (row.name, row.phone, row.elsewhere.visibility) == (None, None, "anonim")


def test_a_secret_report_is_secret() -> None:
    assert elsewhere_of(Rahasia="Ya", Anonim="Ya").visibility == "rahasia"


def test_the_kept_row_never_says_who_reported() -> None:
    assert "Siti" not in str(row_of().raw)


def test_an_answer_has_its_day() -> None:
    row = row_of(Tanggal_Tindak_Lanjut="10/03/2026", Tindak_Lanjut="Izin terbit.")
    assert (dt.date(2026, 3, 10), "Izin terbit.") == (row.answered_on, row.answer_text)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Tracking_ID": ""}, "no_tracking_id"),
        ({"Isi_Laporan": ""}, "no_text"),
        ({"Tanggal_Laporan": "kemarin"}, "no_date"),
    ],
)
def test_a_report_that_cannot_be_read_says_why(cells: dict[str, str], code: str) -> None:
    (damaged,) = read(report(**cells)).damaged
    assert code == damaged.code


def test_the_same_report_twice_is_one_and_another_of_its_number_is_refused() -> None:
    reading = read(report(), report(), report(Isi_Laporan="Lain."))
    assert (
        len(reading.rows),
        reading.skipped_other,
        [row.code for row in reading.damaged],
    ) == (1, 1, ["repeated_tracking_id"])


def test_a_file_without_its_columns_names_them() -> None:
    with pytest.raises(UnreadableRegisterError) as refused:
        read(report(), headings=("Judul Laporan", "Isi Laporan"))
    assert refused.value.code == "lapor_columns_missing"
    assert "Tracking ID" in refused.value.sentence


def test_a_title_above_the_headings_is_no_report() -> None:
    data = b"Rekap laporan SP4N-LAPOR!\n\n" + export_of(report())
    assert len(read_sp4n(data, BENGKALIS, TODAY).rows) == 1
