"""Fixed samples to build tests from: one, filled to the brim, of every stored shape.

Every event has a function with keyword variations: `disposed(role="pendamping")`.
The golden files hold these samples, so a changed sample is a changed golden file.
"""

from typing import Any

import msgspec
from msgspec.structs import replace

from schemas import plaintexts as p
from schemas.base import Position
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from schemas.frozen import FrozenFile, FrozenReport
from schemas.records import Allotment, AttachmentChunk, DispositionNotice, ReportNote
from tests.support.sample_disposition import (
    annulled,
    answered,
    clarified,
    closed,
    confirmed,
    corrected,
    disposed,
    disposition_accepted,
    disposition_read,
    disposition_recalled,
    disposition_returned,
    disputed,
    forwarded,
    linked,
    note_added,
    reopened,
    unlinked,
    waiting_ended,
    waiting_started,
    withdrawal_requested,
    withdrawn,
)
from tests.support.sample_intake import (
    attachment_added,
    classified,
    completed,
    completion_requested,
    doubt_settled,
    identity_erased,
    identity_opened,
    message_added,
    received,
    rejected,
    verified,
    voided,
)
from tests.support.sample_sla import (
    clock_met,
    clock_missed,
    clock_moved,
    clock_paused,
    clock_resumed,
    clock_started,
    clock_stopped,
    escalated,
    escalation_acknowledged,
    verdict_overturned,
    warned,
)
from tests.support.values import *  # noqa: F403  the values belong to the samples
from tests.support.values import (
    COMMAND_ID,
    COMMIT_ID,
    CONTENT_BOX,
    DAY,
    MOMENT,
    NUMBER,
    OFFICE,
    ORIGINAL_ID,
    PENGADUAN_ID,
    REPORTER_ADDRESS,
    REPORTER_EMAIL,
    REPORTER_NAME,
    REPORTER_NIK,
    REPORTER_PHONE,
    REPORTER_TEXT,
    variations,
)

SAMPLES: tuple[PengaduanEvent, ...] = (
    received(),
    message_added(),
    attachment_added(),
    completion_requested(),
    completed(),
    verified(),
    rejected(),
    classified(),
    voided(),
    doubt_settled(),
    identity_opened(),
    identity_erased(),
    disposed(),
    disposition_accepted(),
    disposition_returned(),
    disposition_recalled(),
    clarified(),
    disposition_read(),
    answered(),
    forwarded(),
    waiting_started(),
    waiting_ended(),
    confirmed(),
    disputed(),
    withdrawal_requested(),
    withdrawn(),
    closed(),
    reopened(),
    linked(),
    unlinked(),
    note_added(),
    corrected(),
    annulled(),
    clock_started(),
    clock_paused(),
    clock_resumed(),
    clock_moved(),
    clock_stopped(),
    clock_met(),
    clock_missed(),
    verdict_overturned(),
    warned(),
    escalated(),
    escalation_acknowledged(),
)

ACTOR = Actor(kind="petugas", id="petugas-01", role="petugas", via="cli")


def commit(*events: PengaduanEvent, **changes: Any) -> Commit:
    """Return the first commit of a complaint with these events, `received()` if none are given."""
    first = Commit(
        id=COMMIT_ID,
        office=OFFICE,
        pengaduan_id=PENGADUAN_ID,
        version=1,
        recorded_at=MOMENT,
        actor=ACTOR,
        command_id=COMMAND_ID,
        correlation_id=COMMAND_ID,
        program="tuntas 0.1.0",
        prev="",
        events=events or (received(),),
    )
    return replace(first, **changes)


allotment = variations(
    Allotment(
        id="019f3b5c-8001-7b01-8f00-5a5a5a5a0007",
        office=OFFICE,
        year=2026,
        first=123,
        pengaduan_ids=(PENGADUAN_ID, ORIGINAL_ID),
        recorded_at=MOMENT,
        program="tuntas 0.1.0",
    )
)
report_words = variations(
    p.ReportWords(obstacles=("Jaringan sering putus",), efforts=("Menambah jalur cadangan",))
)
report_note = variations(
    ReportNote(
        id="019f3b5c-8004-7b01-8f00-5a5a5a5a000a",
        office=OFFICE,
        period="2026-S1",
        recorded_at=MOMENT,
        author="p-17",
        role="petugas",
        program="tuntas 0.1.0",
        box=CONTENT_BOX,
    )
)
frozen_report = variations(
    FrozenReport(
        id="c4" * 32,
        office=OFFICE,
        number=1,
        kind="penanganan",
        period="2026-S1",
        position=Position(stream="PENGADUAN_bengkalis_1", sequence=123),
        upto=MOMENT,
        as_of=DAY,
        policy="d1" * 32,
        settings="d2" * 32,
        program="tuntas 0.1.0",
        view="cases v1",
        template="laporan/1",
        note=Position(stream="LAPORAN_bengkalis", sequence=4),
        figures="d3" * 32,
        files=(FrozenFile(format="pdf", size=120_000, digest="d4" * 32),),
        recorded_at=MOMENT,
        author="p-17",
        role="kepala",
    )
)
notice = variations(
    DispositionNotice(
        id="019f3b5c-8002-5b01-8f00-5a5a5a5a0008",
        office=OFFICE,
        pengaduan_id=PENGADUAN_ID,
        number=NUMBER,
        disposition_id=1,
        state="disposed",
        role="utama",
        grant="summary",
        disposed_on=DAY,
        version=4,
    )
)
chunk = variations(
    AttachmentChunk(
        id="019f3b5c-8003-5b01-8f00-5a5a5a5a0009",
        office=OFFICE,
        pengaduan_id=PENGADUAN_ID,
        attachment_id="019f3b5c-7ffd-7e01-8f00-5a5a5a5a0006",
        index=1,
        count=2,
        box=CONTENT_BOX,
    )
)

PLAINTEXTS: tuple[msgspec.Struct, ...] = (
    p.Identity(
        name=REPORTER_NAME,
        nik=REPORTER_NIK,
        address=REPORTER_ADDRESS,
        phone=REPORTER_PHONE,
        email=REPORTER_EMAIL,
        occupation="apoteker",
        company="Apotek Melur",
        nib="9120001234567",
        account="wa:6281275550143",
    ),
    p.Words(text=REPORTER_TEXT),
    p.ReceivedContent(
        text=REPORTER_TEXT,
        subject="Izin apotek belum terbit",
        place="Loket 3",
        permit_number="503/SIA/2026/017",
        reported_party="Petugas loket",
        file="register-2026.csv",
        cells=(
            ("No.", "31"),
            ("Waktu Pengaduan & Permasalahan", "7 Juli 2026 “izin” belum terbit"),
        ),
        reference="7654321",
    ),
    p.AttachmentContent(file="foto loket.jpg", caption="Antrean di loket 3"),
    p.ClassifiedContent(
        reason="Menyangkut lama proses",
        category="Durasi Waktu",
        sector="Kesehatan",
        permit_type="Izin Apotek",
    ),
    p.DisposedContent(instruction="Mohon diperiksa di lapangan", summary="Izin apotek terlambat"),
    p.AnsweredContent(
        text="Izin sudah terbit hari ini",
        examination="Berkas tertahan di verifikasi",
        follow_up="Berkas diterbitkan",
        remark="Selesai",
    ),
    p.ForwardedContent(agency="PDAM Bengkalis", reason="Bukan wewenang dinas"),
    p.CorrectedContent(old="Loket 3", new="Loket 2", reason="Salah dengar"),
)
