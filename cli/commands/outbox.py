"""Shows what the office told whom, and does what a person decides about a notice."""

from typing import Annotated, Literal, assert_never

from cyclopts import Parameter

from cli.answers import expect
from cli.outbox import ShownNotice, complaint_of, see
from cli.person import person
from cli.print.outbox import page_parts, shown_parts
from cli.screen import show, show_json, show_text
from cli.session import AsJson, InSession
from runtime.ids import new_id
from schemas.commands import outbox as say
from schemas.outbox_views import NoticeDone, NoticePage, NoticePaper, NoticeShown, WishNoted

Shown = NoticePage | NoticeShown | NoticePaper | NoticeDone | WishNoted


async def outbox(
    action: Literal["list", "show", "retry", "print", "stop", "resume"],
    office: str,
    which: str | None = None,
    /,
    *,
    state: say.NoticeState | None = None,
    via: str | None = None,
    limit: Annotated[int, Parameter(show_default=True)] = 50,
    after: int = 0,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Show what the office told whom, and see to what no channel could carry.

    Args:
        action: list: notices, the newest first. show: all that happened to one. retry: send one
            once more. print: take the text of one that is with a person. stop, resume: tell a
            complaint's reporter no more, or again, because they said so.
        office: The office's code, like bengkalis.
        which: The notice's id; for stop and resume the complaint's number.
        state: List only those on their way (open), with a person, sent, or dropped.
        via: Send it once more by this way: email, whatsapp, sms or webhook.
        limit: How many are listed, up to 200.
        after: Leave out so many.
        as_json: Print JSON.
        session: How to reach the system.
    """
    async with session.asker(office) as ask:
        match action:
            case "list":
                order: say.OutboxCommand = say.ListNotices(
                    by=person(), state=state, limit=limit, after=after
                )
            case "show":
                order = say.ShowNotice(by=person(), notice_id=see(which))
            case "retry":
                order = say.RetryNotice(
                    by=person(), order_id=new_id(), notice_id=see(which), channel=via
                )
            case "print":
                order = say.PrintNotice(by=person(), order_id=new_id(), notice_id=see(which))
            case "stop" | "resume":
                kind = say.StopNotices if action == "stop" else say.ResumeNotices
                about = await complaint_of(ask, see(which))
                order = kind(by=person(), order_id=new_id(), pengaduan_id=about)
            case _:
                assert_never(action)
        answer = expect(ShownNotice[action], await ask.outbox(order))
    if as_json:
        show_json(answer)
    else:
        _show(answer)


def _show(answer: Shown) -> None:
    match answer:
        case NoticePage():
            show(*page_parts(answer))
        case NoticeShown():
            show(*shown_parts(answer))
        case NoticePaper():
            show_text(f"{answer.subject}\n\n{answer.text}\n")
        case NoticeDone(state=state):
            show_text(f"Pemberitahuan ini dikirim lagi (keadaan: {state}).\n")
        case WishNoted(wanted=True):
            show_text("Pelapor diberi tahu lagi.\n")
        case WishNoted():
            show_text("Pelapor tidak diberi tahu lagi.\n")
        case _:
            assert_never(answer)
