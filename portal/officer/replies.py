"""Texts for the reporter: beginnings of answers, and messages ready to be pasted into WhatsApp."""

import datetime as dt
from typing import Final

from policy.answer_texts import AnswerTexts, Beginning, Kind, begun, filled
from portal.officer.scene import Scene
from portal.render import day
from schemas.views import EventLine

TELLS: Final[dict[str, Kind | None]] = {
    "CompletionRequested": "completion",
    "Rejected": "rejection",
    "Answered": "answer",
    "Closed": "closing",
    # After these the reporter is to be told nothing of what came before.
    "Completed": None,
    "Reopened": None,
    "Withdrawn": None,
    "Voided": None,
}
"""What the reporter is told of an event."""


def beginning(texts: AnswerTexts, code: str, scene: Scene, today: dt.date) -> str:
    """The beginning of that code with the complaint filled in; empty for an unknown one."""
    found = next((each for each in beginnings(texts, today) if each.code == code), None)
    clarified = _last(scene, "Clarified")
    values = _about(scene) | {"klarifikasi": _word(clarified, "text") if clarified else ""}
    return "" if found is None else begun(found.text, values)


def beginnings(texts: AnswerTexts, today: dt.date) -> tuple[Beginning, ...]:
    """Those that are offered today."""
    return texts.beginnings_on(today)


def to_paste(texts: AnswerTexts, scene: Scene, survey: str, today: dt.date) -> str:
    """The last thing that the reporter is to be told, as a message; empty where there is none.

    Args:
        texts: The office's words.
        scene: The complaint.
        survey: Where the satisfaction survey is opened.
        today: The day at the office.
    """
    told = [event for event in scene.stands if event.type in TELLS]
    kind = TELLS[told[-1].type] if told else None
    if kind is None:
        return ""
    values = _about(scene) | _of_event(scene, told[-1]) | {"survei": survey}
    if kind == "answer" and not values["jawaban"]:
        return ""
    return filled(texts.message_on(kind, today).text, values)


def receipt(
    texts: AnswerTexts, number: str, tracking_code: str | None, office: str, today: dt.date
) -> str:
    """What a reporter is handed at the receipt, as a message."""
    values = {"nomor": number, "kode": tracking_code or "", "kantor": office}
    return filled(texts.message_on("receipt", today).text, values)


def _about(scene: Scene) -> dict[str, str]:
    case = scene.case
    return {
        "nomor": case.number,
        "perihal": case.text or "",
        "diterima": day(case.received_on) if case.received_on else "",
        "kategori": case.category_label or "",
        "pemegang": case.holder_label or "",
        "kantor": scene.policy.short_name,
    }


def _of_event(scene: Scene, event: EventLine) -> dict[str, str]:
    case = scene.case
    return {
        "pesan": _word(event, "text"),
        "jawaban": _word(event, "text"),
        "kurang": "\n".join(f"- {each.value}" for each in event.details if each.field == "missing"),
        "alasan": next((each.value for each in event.details if each.field == "reason"), ""),
        "ditutup": day(case.closed_on) if case.closed_on else "",
        "hasil": case.outcome_label or "",
    }


def _last(scene: Scene, kind: str) -> EventLine | None:
    return next((event for event in reversed(scene.stands) if event.type == kind), None)


def _word(event: EventLine, name: str) -> str:
    return next((word.value for word in event.words if word.field == name), "")
