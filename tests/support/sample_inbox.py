"""A sample of everything that is stored about a raw message."""

import hashlib

from schemas.base import PengaduanId, Sealed
from schemas.commit import Actor
from schemas.inbox import (
    Dismissed,
    Filed,
    InboxCommit,
    Kept,
    RawMessage,
    RawRead,
    ReceiptTold,
    Waiting,
)
from tests.support.values import (
    COMMAND_ID,
    COMMIT_ID,
    CONTENT_BOX,
    MOMENT,
    OFFICE,
    PENGADUAN_ID,
    REPORTER_TEXT,
    variations,
)

MESSAGE_ID = "6a1d6f1b-8b11-5c3a-9a57-5f0f6c0e2b5e"

kept = variations(
    Kept(
        adapter="whatsapp",
        account="utama",
        channel="sms_wa",
        kept_at=MOMENT,
        size=len(REPORTER_TEXT),
        object_id="019f3b5c-8005-7b01-8f00-5a5a5a5a000c",
        occurred_at=MOMENT,
        sealed=Sealed(content=CONTENT_BOX),
    )
)
SAMPLES = (
    kept(),
    Filed(pengaduan_id=PengaduanId(PENGADUAN_ID), how="opened"),
    Waiting(
        code="several_open",
        sentence="Pengirim ini mempunyai lebih dari satu pengaduan terbuka: pilih salah satu.",
        suggestion=PengaduanId(PENGADUAN_ID),
    ),
    Dismissed(reason="person", erased=("k-1",), sealed=Sealed(content=CONTENT_BOX)),
    ReceiptTold(
        sent="5c" * 32, status="failed", code="131047", occurred_at=MOMENT, erased=("k-2",)
    ),
    RawRead(),
)
inbox_commit = variations(
    InboxCommit(
        id=COMMIT_ID,
        office=OFFICE,
        message_id=MESSAGE_ID,
        version=1,
        recorded_at=MOMENT,
        actor=Actor(kind="sistem", id="inbox", role=None, via="portal"),
        command_id=COMMAND_ID,
        correlation_id=COMMAND_ID,
        program="tuntas 0.1.0",
        prev="",
        events=SAMPLES,
    )
)
raw_message = variations(
    RawMessage(
        source="pesan-1",
        content_type="application/json",
        digest=hashlib.sha256(REPORTER_TEXT.encode()).hexdigest(),
        headers=(("x_sumber", "uji"),),
        body=REPORTER_TEXT.encode(),
    )
)
