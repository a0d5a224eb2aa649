"""The doors that providers knock at: proven first, stored next, answered last."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from cli.policies import policies_of
from cli.up import Endpoint, started
from portal.serving import serving
from runtime.home import Home
from schemas.inbox_views import InboxLine
from tests.inbox.inbox_kit import Hearing, a_phone, delivery, said
from tests.support.system import officer_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "rahasia-aplikasi-meta-1"
VERIFY = "tanda-pengenal-webhook-1"
GATEWAY = "sandi-gerbang-sms-1"
DOORS = f"""
[[whatsapp]]
account = "utama"
channel = "sms_wa"
app_secret = "{SECRET}"
verify_token = "{VERIFY}"

[[sms]]
account = "jasmin"
channel = "sms_wa"
secret = "{GATEWAY}"

[[sms]]
account = "lain"
channel = "sms_wa"
secret = "{GATEWAY}"
secret_field = "kunci"
answer = "OK"
fields = {{ sender = "nomor", text = "pesan", id = "kode" }}
"""
WHATSAPP = "/pintu/bengkalis/whatsapp/utama"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def endpoint(root: Path) -> AsyncIterator[Endpoint]:
    async with started(Home(root), say=lambda _: None) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def provider(root: Path, endpoint: Endpoint) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever knocks; nobody need sign in, so there are no accounts."""
    home = Home(root)
    place = home.secrets / "bengkalis" / "masuk.toml"
    place.touch(mode=0o600)
    place.write_text(DOORS, encoding="utf-8")
    async with (
        serving(home, (endpoint.url,), policies_of(home), host="127.0.0.1", port=0) as served,
        httpx.AsyncClient(base_url=served.url, timeout=120) as client,
    ):
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def inbox(endpoint: Endpoint) -> AsyncIterator[Hearing]:
    async with officer_of(endpoint, "bengkalis") as officer:
        yield Hearing(officer)


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digest}", "content-type": "application/json"}


async def of_sender(inbox: Hearing, before: set[str]) -> InboxLine:
    """The one message that was not there before."""
    return await inbox.until(lambda lines: [one for key, one in lines.items() if key not in before])


async def test_meta_is_given_its_challenge_back(provider: httpx.AsyncClient) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
    answer = await provider.get(WHATSAPP, params=asked)
    assert (answer.status_code, answer.text) == (200, "1158201444")


async def test_a_wrong_token_is_given_nothing(provider: httpx.AsyncClient) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": "bukan", "hub.challenge": "1158201444"}
    answer = await provider.get(WHATSAPP, params=asked)
    assert answer.status_code == 403
    assert "1158201444" not in answer.text


async def test_a_signed_delivery_becomes_a_complaint(
    provider: httpx.AsyncClient, inbox: Hearing
) -> None:
    before = set(await inbox.lines())
    body = delivery(said("Izin toko saya belum terbit.", sender=a_phone()))
    answer = await provider.post(WHATSAPP, content=body, headers=signed(body))
    assert answer.status_code == 200
    line = await of_sender(inbox, before)
    assert (line.state, line.channel, line.account) == ("filed", "sms_wa", "utama")


async def test_a_delivery_said_again_is_taken_and_kept_once(
    provider: httpx.AsyncClient, inbox: Hearing
) -> None:
    before = set(await inbox.lines())
    body = delivery(said("Sekali saja.", sender=a_phone()))
    for _ in range(3):
        assert (await provider.post(WHATSAPP, content=body, headers=signed(body))).is_success
    await of_sender(inbox, before)
    assert len(set(await inbox.lines()) - before) == 1


@pytest.mark.parametrize("wrong", ["secret", "body", "missing", "account", "office"])
async def test_what_is_not_proven_is_refused_and_not_kept(
    provider: httpx.AsyncClient, inbox: Hearing, wrong: str
) -> None:
    before = set(await inbox.lines())
    body = delivery(said("Palsu.", sender=a_phone()))
    headers = signed(body, "rahasia-orang-lain-0" if wrong == "secret" else SECRET)
    if wrong == "missing":
        del headers["x-hub-signature-256"]
    place = {"account": "/pintu/bengkalis/whatsapp/lain", "office": "/pintu/x/whatsapp/utama"}
    sent = body + b" " if wrong == "body" else body
    answer = await provider.post(place.get(wrong, WHATSAPP), content=sent, headers=headers)
    assert answer.status_code == 403
    assert set(await inbox.lines()) == before


async def test_a_delivery_above_the_limit_is_refused(provider: httpx.AsyncClient) -> None:
    body = b"x" * (256 * 1024 + 1)
    answer = await provider.post(WHATSAPP, content=body, headers=signed(body))
    assert answer.status_code == 413


async def test_a_delivery_of_many_parts_is_kept_whole(
    provider: httpx.AsyncClient, inbox: Hearing
) -> None:
    before = set(await inbox.lines())
    body = delivery(said("Uraian panjang. " * 13_000, sender=a_phone()))
    answer = await provider.post(WHATSAPP, content=body, headers=signed(body))
    assert answer.status_code == 200
    assert (await of_sender(inbox, before)).state == "filed"


async def test_a_gateway_is_answered_as_it_expects(
    provider: httpx.AsyncClient, inbox: Hearing
) -> None:
    before = set(await inbox.lines())
    form = {"id": "a-1", "from": f"+{a_phone()}", "to": "8000", "content": "Lampu loket mati."}
    answer = await provider.post("/pintu/bengkalis/sms/jasmin", data=form, auth=("jasmin", GATEWAY))
    assert (answer.status_code, answer.text) == (200, "ACK/Jasmin")
    assert (await of_sender(inbox, before)).adapter == "sms"


async def test_a_gateway_may_name_its_fields_otherwise(
    provider: httpx.AsyncClient, inbox: Hearing
) -> None:
    before = set(await inbox.lines())
    fields = {"nomor": a_phone(), "pesan": "Antrean terlalu lama.", "kode": "9", "kunci": GATEWAY}
    answer = await provider.get("/pintu/bengkalis/sms/lain", params=fields)
    assert (answer.status_code, answer.text) == (200, "OK")
    line = await of_sender(inbox, before)
    assert GATEWAY not in (await inbox.raw_of(line.message_id)).raw


async def test_a_gateway_without_its_password_is_refused(provider: httpx.AsyncClient) -> None:
    form = {"id": "a-2", "from": a_phone(), "content": "Palsu."}
    answer = await provider.post("/pintu/bengkalis/sms/jasmin", data=form, auth=("jasmin", "x"))
    assert answer.status_code == 403


async def test_who_guesses_too_often_is_kept_waiting(provider: httpx.AsyncClient) -> None:
    answers = [(await provider.get(WHATSAPP)).status_code for _ in range(40)]
    assert answers[-1] == 429
