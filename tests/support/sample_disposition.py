"""One filled sample of every event of the disposition service."""

from schemas.events import disposition as d
from tests.support.values import OCCURRED, ORIGINAL_ID, WORDS, variations

HOLDER = d.Holder(kind="opd", code="dinkes")
TARGET = d.Target(version=3, index=0)

disposed = variations(
    d.Disposed(
        occurred=OCCURRED,
        disposition_id=1,
        to=HOLDER,
        role="utama",
        grant="summary",
        sealed=WORDS,
    )
)
disposition_accepted = variations(
    d.DispositionAccepted(occurred=OCCURRED, disposition_id=1, sealed=WORDS)
)
disposition_returned = variations(
    d.DispositionReturned(
        occurred=OCCURRED, disposition_id=1, reason="bukan_wewenang", sealed=WORDS
    )
)
disposition_recalled = variations(
    d.DispositionRecalled(occurred=OCCURRED, disposition_id=1, sealed=WORDS)
)
clarified = variations(d.Clarified(occurred=OCCURRED, disposition_id=1, sealed=WORDS))
disposition_read = variations(
    d.DispositionRead(
        occurred=OCCURRED,
        disposition_id=1,
        what="attachment",
        attachment_id="019f3b5c-7ffd-7e01-8f00-5a5a5a5a0006",
        sealed=WORDS,
    )
)
answered = variations(d.Answered(occurred=OCCURRED, channel="whatsapp", sealed=WORDS))
forwarded = variations(d.Forwarded(occurred=OCCURRED, agency="ombudsman", sealed=WORDS))
waiting_started = variations(
    d.WaitingStarted(
        occurred=OCCURRED, party="outside", reason="menunggu_instansi", agency="bpn", sealed=WORDS
    )
)
waiting_ended = variations(d.WaitingEnded(occurred=OCCURRED, party="outside", sealed=WORDS))
confirmed = variations(d.Confirmed(occurred=OCCURRED, sealed=WORDS))
disputed = variations(d.Disputed(occurred=OCCURRED, sealed=WORDS))
withdrawal_requested = variations(d.WithdrawalRequested(occurred=OCCURRED, sealed=WORDS))
withdrawn = variations(d.Withdrawn(occurred=OCCURRED, sealed=WORDS))
closed = variations(d.Closed(occurred=OCCURRED, outcome="selesai", sealed=WORDS))
reopened = variations(d.Reopened(occurred=OCCURRED, reason="tidak_puas", sealed=WORDS))
linked = variations(d.Linked(occurred=OCCURRED, original=ORIGINAL_ID, sealed=WORDS))
unlinked = variations(d.Unlinked(occurred=OCCURRED, original=ORIGINAL_ID, sealed=WORDS))
note_added = variations(d.NoteAdded(occurred=OCCURRED, sealed=WORDS))
corrected = variations(
    d.Corrected(
        occurred=OCCURRED,
        target=TARGET,
        field="occurred.on",
        old="2026-07-08",
        new="2026-07-07",
        sealed=WORDS,
    )
)
annulled = variations(d.Annulled(occurred=OCCURRED, target=TARGET, sealed=WORDS))
