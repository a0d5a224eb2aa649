"""A sample of everything that is stored of notices."""

from schemas.commit import Actor
from schemas.notices import (
    NoticeAttempted,
    NoticeCommit,
    NoticeDelivered,
    NoticeDropped,
    NoticeFailed,
    NoticeHandedOver,
    NoticeInDoubt,
    NoticePrinted,
    NoticeQueued,
    NoticeRetried,
    NoticeSent,
    NoticeWords,
    OptedIn,
    OptedOut,
    Recipient,
)
from tests.support.values import BOTH, MOMENT, OFFICE, PENGADUAN_ID, variations

NOTICE_ID = "019f3b5c-8005-5b01-8f00-5a5a5a5a000c"
DIGEST = "6d" * 32

notice_queued = variations(
    NoticeQueued(
        to=Recipient(kind="opd", code="dinkes"),
        topic="disposed",
        pengaduan_id=PENGADUAN_ID,
        cause="019f3b5c-8005-7b01-8f00-5a5a5a5a0002",
        template="opd_disposisi",
        template_version=1,
        channels=("email", "letter"),
        values=(("nomor", "BKS-2026-000123-7"),),
        disposition_id=2,
        sealed=BOTH,
    )
)
SAMPLES = (
    notice_queued(),
    NoticeAttempted(attempt=1, channel="email", until=MOMENT),
    NoticeSent(attempt=1, channel="email", receipt=DIGEST),
    NoticeFailed(attempt=1, channel="email", code="http_503", next_channel="email", next_at=MOMENT),
    NoticeInDoubt(attempt=1, channel="whatsapp", code="timed_out"),
    NoticeDelivered(channel="whatsapp", status="undelivered", code="131026"),
    NoticeHandedOver(reason="no_channel_left"),
    NoticeDropped(reason="opted_out"),
    NoticeRetried(channel="email"),
    NoticePrinted(),
    OptedOut(pengaduan_id=PENGADUAN_ID, how="reporter"),
    OptedIn(pengaduan_id=PENGADUAN_ID, how="officer"),
)
notice_words = variations(
    NoticeWords(
        subject="Perkembangan pengaduan Anda",
        text="Ada perkembangan.",
        code="K7QZ4M2H9TXC5R8B",
        phone="+6281234567890",
        email="pelapor@example.invalid",
        account="ID.123",
    )
)
notice_commit = variations(
    NoticeCommit(
        id="019f3b5c-8005-7b01-8f00-5a5a5a5a000d",
        office=OFFICE,
        notice_id=NOTICE_ID,
        version=1,
        recorded_at=MOMENT,
        actor=Actor(kind="sistem", id="disposition", role="sistem", via="disposition"),
        command_id="019f3b5c-8005-5b01-8f00-5a5a5a5a000e",
        program="tuntas 0.1.0",
        prev=DIGEST,
        events=SAMPLES,
    )
)
