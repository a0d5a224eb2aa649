"""WhatsApp's Cloud API on a local server that speaks it: window, templates, faults."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace as changed

from services.disposition.outbox.orders import Later, Never, Outcome, Taken, Unknown
from services.disposition.outbox.secrets import WhatsApp
from services.disposition.outbox.senders.port import Letter, receipt_of
from services.disposition.outbox.senders.whatsapp import WhatsAppSender
from tests.outbox.servers import Provider, http_server

NOW = dt.datetime(2026, 7, 10, 3, tzinfo=dt.UTC)
NOTICE = "93146847-0f5c-55fe-a7e2-a2c7677bd728"
WAMID = "wamid.HBgNNjI4MTI3NTU1MDE0MxUCABEYEjI="
ACCEPTED = msgspec.json.encode({"messaging_product": "whatsapp", "messages": [{"id": WAMID}]})
TEMPLATES = {"answered": "ada_perkembangan"}


def letter(heard: dt.timedelta | None, to: str = "+6281275550143") -> Letter:
    return Letter(
        notice_id=NOTICE,
        topic="answered",
        to=to,
        subject="",
        text="Ada perkembangan",
        code="K7QZ4M2H9TXC5R8B",
        now=NOW,
        heard_at=None if heard is None else NOW - heard,
    )


@pytest.fixture
def meta() -> Provider:
    return Provider(otherwise=lambda _: (200, {}, ACCEPTED))


@pytest.fixture
async def settings(meta: Provider) -> AsyncIterator[WhatsApp]:
    async with http_server(meta) as url:
        yield WhatsApp(
            phone_number_id="1055", token="rahasia", url=f"{url}/v23.0", templates=TEMPLATES
        )


async def send(settings: WhatsApp, told: Letter) -> Outcome:
    sender = WhatsAppSender(settings, seconds=30)
    try:
        return await sender.send(told)
    finally:
        await sender.close()


def said(meta: Provider) -> dict[str, Any]:
    (asked,) = meta.asked
    found: dict[str, Any] = msgspec.json.decode(asked.body)
    return found


async def test_within_the_window_the_text_itself_is_sent(
    meta: Provider, settings: WhatsApp
) -> None:
    outcome = await send(settings, letter(dt.timedelta(hours=23)))
    assert outcome == Taken(receipt_of(WAMID))
    assert said(meta) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": NOTICE,
        "to": "6281275550143",
        "type": "text",
        "text": {"body": "Ada perkembangan"},
    }
    assert meta.asked[0].path == "/v23.0/1055/messages"
    assert meta.asked[0].headers["authorization"] == "Bearer rahasia"


@pytest.mark.parametrize("heard", [dt.timedelta(hours=24), dt.timedelta(days=3), None])
async def test_after_the_window_an_approved_template_carries_the_code_alone(
    meta: Provider, settings: WhatsApp, heard: dt.timedelta | None
) -> None:
    assert isinstance(await send(settings, letter(heard)), Taken)
    assert said(meta)["template"] == {
        "name": "ada_perkembangan",
        "language": {"code": "id"},
        "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "K7QZ4M2H9TXC5R8B"}]}
        ],
    }


async def test_without_a_template_nothing_is_tried_after_the_window(
    meta: Provider, settings: WhatsApp
) -> None:
    bare = changed(settings, templates={})
    assert await send(bare, letter(None)) == Never("outside_window")
    assert meta.asked == []


async def test_a_person_without_a_number_is_written_to_by_their_id(
    meta: Provider, settings: WhatsApp
) -> None:
    await send(settings, letter(dt.timedelta(hours=1), to="ID.91827"))
    assert said(meta)["recipient"] == "ID.91827"
    assert "to" not in said(meta)


def fault(code: int) -> bytes:
    return msgspec.json.encode({"error": {"code": code, "message": "…"}})


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((400, {}, fault(131047)), Never("whatsapp_131047")),
        ((400, {}, fault(131026)), Never("whatsapp_131026")),
        ((400, {}, fault(130429)), Later("whatsapp_130429")),
        ((401, {}, fault(190)), Later("whatsapp_190")),
        ((500, {}, fault(131000)), Later("whatsapp_131000")),
        ((429, {"Retry-After": "90"}, b""), Later("http_429", dt.timedelta(seconds=90))),
        ((503, {"Retry-After": "Fri, 10 Jul 2026 03:00:00 GMT"}, b""), Later("http_503")),
        ((502, {}, b"<html>"), Unknown("http_502")),
        ((200, {}, b"not json"), Unknown("http_200")),
        ((404, {}, b""), Never("http_404")),
        (None, Unknown("http_no_answer")),
    ],
)
async def test_what_meta_says_is_told_apart(
    meta: Provider, settings: WhatsApp, answer: Any, outcome: Outcome
) -> None:
    meta.answers = [answer]
    assert await send(settings, letter(dt.timedelta(hours=1))) == outcome


async def test_a_server_that_is_not_there_took_nothing(settings: WhatsApp) -> None:
    async with http_server(Provider()) as url:
        gone = changed(settings, url=url)
    assert await send(gone, letter(dt.timedelta(hours=1))) == Later("http_unreachable")


async def test_an_answer_that_does_not_come_leaves_the_outcome_unknown(
    settings: WhatsApp,
) -> None:
    class Silent(Provider):
        async def serve(self, reader: Any, writer: Any) -> None:
            await reader.read()

    async with http_server(Silent()) as url:
        sender = WhatsAppSender(changed(settings, url=url), seconds=0.2)
        outcome = await sender.send(letter(dt.timedelta(hours=1)))
        await sender.close()
    assert outcome == Unknown("http_no_answer")
