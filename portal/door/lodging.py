"""Lodges and follows complaints for whoever was let in, whatever language they speak."""

import asyncio
from typing import Final

import structlog

from portal.door.faults import KnockError, refused
from portal.door.knocking import Knock
from portal.door.shapes import Deadline, Followed, Lodged, Lodgement, Step
from portal.line import OutageError, RefusedError
from runtime.ids import derived_id
from schemas.answers import Refused
from schemas.base import Position
from schemas.commands.intake import IdentityGiven, Receive
from schemas.queries import TrackCase
from schemas.readings import TrackView

SHOWN_SECONDS: Final = 2.0
log = structlog.get_logger(__name__)


async def lodge(knock: Knock, said: Lodgement, once: str) -> Lodged:
    """Have a complaint received; the same `once` is the same complaint.

    Raises:
        KnockError: Intake said no.
        OutageError: Nobody answered; the same again is safe.
    """
    office, name = knock.desk.code, knock.key.name
    command = Receive(
        command_id=derived_id("api", "command", office, name, once),
        pengaduan_id=derived_id("api", office, name, once),
        by=knock.claim,
        channel=knock.key.channel,
        text=said.text,
        visibility=said.visibility,
        identity=IdentityGiven() if said.visibility == "anonim" else said.identity,
        subject=said.subject,
        place=said.place,
        permit_number=said.permit_number,
        reported_party=said.reported_party,
    )
    answer = await knock.desk.line.say("intake", command)
    if isinstance(answer, Refused):
        raise refused(answer)
    if answer.receipt is None or answer.receipt.tracking_code is None:
        # The same key lodged it, but somebody changed what follows from it since.
        raise KnockError(503, "system_unavailable", "Ulangi sebentar lagi.")
    await _until_shown(knock, answer.receipt.tracking_code, answer.position)
    return Lodged(
        office=office,
        number=answer.receipt.number,
        tracking_code=answer.receipt.tracking_code,
        repeated=answer.repeated,
    )


async def follow(knock: Knock, code: str) -> TrackView:
    """What the holder of a tracking code may see.

    Raises:
        KnockError: It opens nothing at this office.
        OutageError: Nobody answered.
    """
    query = TrackCase(code=code, by=knock.claim)
    try:
        return await knock.desk.line.see(query, TrackView)
    except RefusedError as error:
        raise KnockError(
            404, "unknown_tracking_code", "Kode pelacakan ini tidak membuka apa pun di kantor ini."
        ) from error


async def _until_shown(knock: Knock, code: str, position: Position | None) -> None:
    """Wait a moment for the view, so that a website which follows at once finds it."""
    query = TrackCase(code=code, by=knock.claim, min_position=position)
    try:
        async with asyncio.timeout(SHOWN_SECONDS):
            await knock.desk.line.ask(query)
    except (OutageError, TimeoutError):
        # It is kept all the same; who follows it is told to come again.
        log.info("door_view_behind", office=knock.desk.code)


def followed(view: TrackView) -> Followed:
    """The same as the API tells it."""
    return Followed(
        office=view.office,
        number=view.number,
        status=view.status,
        status_label=view.status_label,
        received_on=view.received_on,
        answered_on=view.answered_on,
        closed_on=view.closed_on,
        outcome_label=view.outcome_label,
        erased=view.erased,
        deadlines=tuple(
            Deadline(label=one.label, due_on=one.due_on, sentence=one.sentence)
            for one in view.deadlines
        ),
        steps=tuple(
            Step(title=one.title, on=one.on, at=one.at, text=one.text) for one in view.events
        ),
    )
