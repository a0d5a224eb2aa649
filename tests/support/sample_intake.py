"""One filled sample of every event of the intake service."""

from schemas.events import intake as i
from tests.support.values import (
    BOTH,
    DIGEST,
    IMPORT_ID,
    NUMBER,
    OCCURRED,
    POLICY,
    WORDS,
    variations,
)

SOURCE = i.Source(
    import_id=IMPORT_ID,
    digest=DIGEST,
    layout="rekapitulasi",
    row=32,
    row_digest="0f" * 32,
    doubts=(i.Doubt(code="status_missing", column="status"),),
)

received = variations(
    i.Received(
        occurred=OCCURRED,
        number=NUMBER,
        tracking="7a" * 32,
        channel="whatsapp",
        visibility="terbuka",
        policy=POLICY,
        source=SOURCE,
        given=("name", "phone", "text"),
        sealed=BOTH,
    )
)
message_added = variations(i.MessageAdded(occurred=OCCURRED, channel="website", sealed=WORDS))
attachment_added = variations(
    i.AttachmentAdded(
        occurred=OCCURRED,
        attachment_id="019f3b5c-7ffd-7e01-8f00-5a5a5a5a0006",
        digest=DIGEST,
        size=204_800,
        media_type="image/jpeg",
        sealed=WORDS,
    )
)
completion_requested = variations(
    i.CompletionRequested(occurred=OCCURRED, missing=("nik", "permit_number"), sealed=WORDS)
)
completed = variations(i.Completed(occurred=OCCURRED, given=("nik", "permit_number"), sealed=BOTH))
verified = variations(i.Verified(occurred=OCCURRED, documents=("ktp", "kronologi"), sealed=WORDS))
rejected = variations(i.Rejected(occurred=OCCURRED, reason="bukan_wewenang", sealed=WORDS))
classified = variations(
    i.Classified(
        occurred=OCCURRED,
        severity="sedang",
        kind="tidak_berkadar_pengawasan",
        category="durasi_waktu",
        sector="kesehatan",
        permit_type="izin_apotek",
        sealed=WORDS,
    )
)
voided = variations(
    i.Voided(occurred=OCCURRED, reason="import_undone", import_id=IMPORT_ID, sealed=WORDS)
)
doubt_settled = variations(
    i.DoubtSettled(
        occurred=OCCURRED,
        doubt="answered_before_received",
        decision="accepted",
        column="answered",
        sealed=WORDS,
    )
)
identity_opened = variations(
    i.IdentityOpened(occurred=OCCURRED, purpose="menghubungi_pelapor", sealed=WORDS)
)
identity_erased = variations(
    i.IdentityErased(
        occurred=OCCURRED,
        basis="permintaan_pelapor",
        keys=("kunci-identity-1", "kunci-content-1"),
        sealed=WORDS,
    )
)
