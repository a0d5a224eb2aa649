"""SMS by a gateway and an OPD's own system, each on a local server that speaks it."""

import datetime as dt
import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qs

import msgspec
import pytest

from services.disposition.outbox.orders import Later, Never, Outcome, Taken, Unknown
from services.disposition.outbox.secrets import Opd, Sms
from services.disposition.outbox.senders.port import Letter, receipt_of
from services.disposition.outbox.senders.sms import SmsSender
from services.disposition.outbox.senders.webhook import WebhookSender
from tests.outbox.servers import Provider, http_server

NOTICE = "93146847-0f5c-55fe-a7e2-a2c7677bd728"
NOW = dt.datetime(2026, 7, 10, 3, tzinfo=dt.UTC)
SECRET = "rahasia-dinas-kesehatan-yang-panjang"
FIELDS = {"username": "tuntas", "password": "rahasia", "from": "DPMPTSP"}
BUSY = Later("http_503", dt.timedelta(seconds=7))


def letter(to: str) -> Letter:
    return Letter(
        notice_id=NOTICE,
        topic="disposed",
        to=to,
        subject="",
        text="Ada perkembangan",
        now=NOW,
        values={"number": "BKS-2026-000123-7", "disposition_id": "1"},
    )


async def text(gateway: Provider, **settings: Any) -> Outcome:
    async with http_server(gateway) as url:
        sender = SmsSender(Sms(url=f"{url}/send", fields=FIELDS, **settings))
        try:
            return await sender.send(letter("+6281275550143"))
        finally:
            await sender.close()


async def test_jasmin_is_handed_its_fields_and_its_id_is_kept_as_a_digest() -> None:
    gateway = Provider(answers=[(200, {}, b'Success "07033084-5cfd"')])
    assert await text(gateway) == Taken(receipt_of("07033084-5cfd"))
    (asked,) = gateway.asked
    assert asked.path == "/send"
    said = {name: value for name, (value,) in parse_qs(asked.body.decode()).items()}
    assert said == {**FIELDS, "to": "+6281275550143", "content": "Ada perkembangan"}


async def test_another_gateway_has_other_names_for_the_same() -> None:
    gateway = Provider(answers=[(201, {}, b'{"ok":true}')])
    settings = {"to": "nomor", "text": "isi", "id": "ref", "form": "json", "taken": '"ok":true'}
    assert await text(gateway, **settings) == Taken(None)
    said = msgspec.json.decode(gateway.asked[0].body)
    assert said == {**FIELDS, "nomor": "+6281275550143", "isi": "Ada perkembangan", "ref": NOTICE}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((200, {}, b'Error "Route not found"'), Never("http_200")),
        ((403, {}, b'Error "Authentication failure"'), Never("http_403")),
        ((429, {}, b""), Later("http_429")),
        ((503, {"Retry-After": "7"}, b""), BUSY),
        ((500, {}, b"oops"), Unknown("http_500")),
        (None, Unknown("http_no_answer")),
    ],
)
async def test_only_the_gateways_own_word_for_success_is_one(answer: Any, outcome: Outcome) -> None:
    assert await text(Provider(answers=[answer])) == outcome


async def tell(system: Provider, opd: str = "dinkes") -> Outcome:
    async with http_server(system) as url:
        opds = {"dinkes": Opd(webhook=f"{url}/tuntas", secret=SECRET), "dlh": Opd()}
        sender = WebhookSender("bengkalis", opds)
        try:
            return await sender.send(letter(opd))
        finally:
            await sender.close()


async def test_an_opds_system_can_check_who_told_it_and_when() -> None:
    system = Provider()
    assert await tell(system) == Taken()
    (asked,) = system.asked
    signed = asked.headers["tuntas-timestamp"].encode() + b"." + asked.body
    mac = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert asked.headers["tuntas-signature"] == f"v1={mac}"
    assert asked.headers["idempotency-key"] == NOTICE
    assert asked.headers["tuntas-timestamp"] == str(int(NOW.timestamp()))
    assert msgspec.json.decode(asked.body) == {
        "v": 1,
        "id": NOTICE,
        "office": "bengkalis",
        "opd": "dinkes",
        "topic": "disposed",
        "number": "BKS-2026-000123-7",
        "disposition_id": "1",
    }


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((204, {}, b""), Taken()),
        ((301, {"Location": "https://elsewhere.example"}, b""), Never("http_301")),
        ((410, {}, b""), Never("http_410")),
        ((503, {"Retry-After": "7"}, b""), BUSY),
        ((500, {}, b""), Unknown("http_500", again=True)),
        (None, Unknown("http_no_answer", again=True)),
    ],
)
async def test_an_opds_system_may_be_told_again_where_its_answer_was_lost(
    answer: Any, outcome: Outcome
) -> None:
    assert await tell(Provider(answers=[answer])) == outcome


async def test_an_opd_without_a_system_is_not_told_by_one() -> None:
    assert await tell(Provider(), "dlh") == Never("no_address")
