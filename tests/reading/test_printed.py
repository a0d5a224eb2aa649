"""What the lists of readings look like printed."""

from zoneinfo import ZoneInfo

from cli.audit.identity import IdentityReader
from cli.print.breach import breach_csv, breach_parts, first_of_day
from cli.print.identity import identity_parts
from cli.print.track import track_parts
from schemas.readings import BreachLine, BreachList, TrackedDeadline, TrackedReading, TrackView
from schemas.shown import IdentityShown
from tests.cli.kit import printed
from tests.support import samples
from tests.support.values import DAY, DUE_ON, MOMENT, NUMBER, POSITION

WIB = ZoneInfo("Asia/Jakarta")
TRACKED = TrackView(
    pengaduan_id="0190a6b0-0000-7000-8000-000000000001",
    version=3,
    position=POSITION,
    events=(),
    actions=(),
    office="DPMPTSP Bengkalis",
    number=NUMBER,
    status="didisposisikan",
    status_label="Didisposisikan",
    holder="Dinas Kesehatan",
    received_on=DAY,
    answered_on=None,
    closed_on=None,
    outcome_label=None,
    deadlines=(
        TrackedDeadline(
            clock="settle",
            label="Penyelesaian",
            due_on=DUE_ON,
            binds="janji kantor",
            sentence="paling lambat 4 Agustus 2026",
        ),
    ),
    readings=(
        TrackedReading(
            by="Ketua tim, DPMPTSP Bengkalis",
            what_label="Identitas",
            purpose_label="Menghubungi pelapor",
            at=MOMENT,
        ),
    ),
    erased=False,
)
BREACH = BreachList(
    account="opd:dinkes",
    since=MOMENT,
    until=MOMENT,
    total=1,
    did=1,
    offset=0,
    lines=(
        BreachLine(
            pengaduan_id="x",
            number=NUMBER,
            could=("summary", "content"),
            did=("summary",),
            times=2,
            first_at=MOMENT,
            last_at=MOMENT,
            erased=False,
        ),
    ),
    position=POSITION,
)


def test_a_reporter_reads_status_deadlines_and_readers() -> None:
    page = printed(track_parts(TRACKED, WIB))
    wanted = ("Dinas Kesehatan", "paling lambat 4 Agustus 2026", "Ketua tim", "Menghubungi pelapor")
    assert [text for text in wanted if text not in page] == []


def test_a_breach_is_listed_with_what_could_be_and_what_was_read() -> None:
    page = printed(breach_parts(BREACH, WIB))
    assert "ringkasan, isi" in page
    assert "1 pengaduan, 1 terbukti dibaca" in page


def test_a_breach_as_a_file_has_one_line_for_each_complaint() -> None:
    heading, line, end = breach_csv(BREACH).split("\r\n")
    assert heading.startswith("nomor,dapat_membaca,terbukti_membaca")
    assert line.startswith(f'{NUMBER},"ringkasan, isi",ringkasan,2,2026-07-07T02:15:30')
    assert end == ""


def test_a_day_that_is_typed_alone_begins_at_its_midnight() -> None:
    assert first_of_day(MOMENT, "2026-07-07", WIB).isoformat() == "2026-07-06T17:00:00+00:00"
    assert first_of_day(MOMENT, "2026-07-07T09:15", WIB) == MOMENT


def test_an_opened_identity_shows_what_was_given() -> None:
    page = printed(identity_parts(NUMBER, IdentityShown(name="Siti Contoh", nik="14")))
    assert "Siti Contoh" in page
    assert "tercatat" in page
    assert "Telepon" not in page


def test_an_auditor_sees_what_an_opd_read() -> None:
    reader = IdentityReader()
    reader.take(samples.commit(samples.received(source=None)), 1)
    reader.take(samples.commit(samples.disposition_read(what="content"), version=2), 2)
    [line] = reader.lines()
    assert (line.what, line.why, line.number, line.keys) == (
        "DispositionRead",
        "content",
        NUMBER,
        0,
    )
