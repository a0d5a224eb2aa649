"""What one row of a register supports as events, and nothing more (ADR 6)."""

import re
from dataclasses import dataclass

import msgspec

from runtime.case import Case
from runtime.sealing import Sealer
from schemas.base import NOTHING_SEALED, Occurred
from schemas.events import PengaduanEvent
from schemas.events import disposition as then
from schemas.events import intake as happened
from schemas.plaintexts import (
    AnsweredContent,
    ClassifiedContent,
    ForwardedContent,
    Identity,
    ReceivedContent,
)
from services.intake.register import RegisterRow
from services.intake.register.model import Elsewhere

UNKNOWN_CHANNEL = "tidak_tercatat"
OUTCOME_OF_STATUS = "selesai"


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row on its way into the history.

    Attributes:
        pengaduan_id: The complaint that the row is, today and in a grown file.
        row: What was read.
        source: Where it stands.
        file: The file's name.
        policy: SHA-256 of the policy in force.
    """

    pengaduan_id: str
    row: RegisterRow
    source: happened.Source
    file: str
    policy: str


async def events_of(draft: RowDraft, number: str, sealer: Sealer) -> tuple[PengaduanEvent, ...]:
    """Seal the row's words and write its events."""
    row = draft.row
    received = await _received(draft, number, sealer)
    # All events of one commit share the complaint's keys, which the first one names.
    case = Case(
        identity_key=received.sealed.identity.key if received.sealed.identity else None,
        content_key=received.sealed.content.key if received.sealed.content else None,
    )
    events: list[PengaduanEvent] = [received]
    classified = await _classified(draft, case, sealer)
    if classified is not None:
        events.append(classified)
    answered = await _answered(draft, case, sealer)
    if answered is not None:
        events.append(answered)
    if row.elsewhere is not None:
        events += await _went_on(draft, row.elsewhere, case, sealer)
    ended = any(isinstance(event, then.Closed) for event in events)
    if row.status == "selesai" and not ended:
        on = Occurred(on=row.answered_on) if row.answered_on else None
        events.append(then.Closed(occurred=on, outcome=OUTCOME_OF_STATUS))
    return tuple(events)


def slug(text: str) -> str:
    """A heading or a label as a code."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")[:64] or "kolom"


async def _received(draft: RowDraft, number: str, sealer: Sealer) -> happened.Received:
    row = draft.row
    other = row.elsewhere
    identity = Identity(
        name=row.name,
        phone=row.phone_e164 or row.phone,
        company=row.company,
        email=other.email if other else None,
        address=other.address if other else None,
    )
    said = msgspec.structs.asdict(identity)
    content = ReceivedContent(
        text=row.text,
        file=draft.file,
        cells=row.raw,
        subject=other.subject if other else None,
        place=other.place if other else None,
        reference=other.reference if other else None,
    )
    told = [name for name in ("text", "subject", "place") if getattr(content, name)]
    given = sorted([name for name, value in said.items() if value] + told)
    sealed = await sealer.seal(
        draft.pengaduan_id,
        "Received",
        Case(),
        identity=identity if any(said.values()) else None,
        content=content,
    )
    return happened.Received(
        occurred=Occurred(on=row.received_on, at=other.received_at if other else None),
        number=number,
        tracking=None,
        channel=row.channel or UNKNOWN_CHANNEL,
        visibility=other.visibility if other else "terbuka",
        policy=draft.policy,
        source=draft.source,
        given=tuple(given),
        sealed=sealed,
    )


async def _classified(draft: RowDraft, case: Case, sealer: Sealer) -> happened.Classified | None:
    row, kind = draft.row, draft.row.elsewhere.kind if draft.row.elsewhere else None
    if not (row.category_text or row.sector_text or row.permit_text or kind):
        return None
    words = ClassifiedContent(
        category=row.category_text or None,
        sector=row.sector_text or None,
        permit_type=row.permit_text or None,
    )
    wordless = not any(msgspec.structs.asdict(words).values())
    sealed = (
        NOTHING_SEALED
        if wordless
        else await sealer.seal(draft.pengaduan_id, "Classified", case, content=words)
    )
    return happened.Classified(
        occurred=None,
        severity=None,
        kind=kind,
        category=row.category,
        sector=row.sector,
        permit_type=row.permit_type,
        sealed=sealed,
    )


async def _answered(draft: RowDraft, case: Case, sealer: Sealer) -> then.Answered | None:
    row = draft.row
    words = AnsweredContent(
        text=row.answer_text or None,
        examination=row.examination or None,
        follow_up=row.follow_up or None,
        remark=row.remark or None,
    )
    said = any(msgspec.structs.asdict(words).values())
    if row.answered_on is None and not said:
        return None
    sealed = (
        await sealer.seal(draft.pengaduan_id, "Answered", case, content=words)
        if said
        else NOTHING_SEALED
    )
    on = Occurred(on=row.answered_on) if row.answered_on else None
    return then.Answered(occurred=on, sealed=sealed)


async def _went_on(
    draft: RowDraft, other: Elsewhere, case: Case, sealer: Sealer
) -> list[PengaduanEvent]:
    events: list[PengaduanEvent] = []
    if other.forwarded:
        words = ForwardedContent(agency=other.agency_text)
        sealed = await sealer.seal(draft.pengaduan_id, "Forwarded", case, content=words)
        on = Occurred(on=other.forwarded_on) if other.forwarded_on else None
        events.append(then.Forwarded(occurred=on, agency=other.forwarded_to, sealed=sealed))
        # It is with somebody else now, so no clock of this office may run on.
        events.append(then.Closed(occurred=on, outcome=other.outcome or OUTCOME_OF_STATUS))
    if other.rejection is not None:
        events.append(happened.Rejected(occurred=None, reason=other.rejection))
    return events
