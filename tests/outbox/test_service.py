"""A whole system that tells: over a real NATS, to a real mail server and an OPD's own system."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from policy.notices.read import COMMON, OWN
from runtime.ids import new_id
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands import outbox as orders
from schemas.commands.base import Claim
from schemas.commands.inbox import KeepMessage
from tests.outbox.servers import LOOPBACK, Asked, Mailbox, Provider, http_server, mail_server
from tests.support.life import HEAD, Life
from tests.support.system import PATIENCE, Officer, officer_of, running_system
from tests.support.values import REPORTER_EMAIL, REPORTER_TEXT

OFFICE = "kampar"
SECRET = "rahasia-dinas-kesehatan-yang-panjang"
pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@dataclass(slots=True)
class Told:
    """A running system and those whom it tells."""

    officer: Officer
    mailbox: Mailbox
    opd: Provider
    meta: Provider

    async def order(self, order: orders.OutboxOrder) -> dict[str, Any]:
        return await self.officer.say("disposition", order)

    async def lines(self, life: Life, state: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait until so many notices of a complaint stand so."""
        asked = orders.ListNotices(pengaduan_id=life.pengaduan_id, state=state)
        async with asyncio.timeout(PATIENCE):
            page = await self.order(asked)
            while len(page["lines"]) < count:
                page = await self.order(asked)
        assert page["outbox"] == "on"
        return list(page["lines"])

    async def sent_of(self, life: Life, count: int) -> list[dict[str, Any]]:
        return await self.lines(life, "sent", count)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what must come."""
        async with asyncio.timeout(PATIENCE):
            while not holds():  # noqa: ASYNC110 - what comes, comes from outside
                await asyncio.sleep(0.05)


def accepted(asked: Asked) -> tuple[int, dict[str, str], bytes]:
    """What Meta answers: an id of its own, here made of ours."""
    notice_id = msgspec.json.decode(asked.body)["biz_opaque_callback_data"]
    return 200, {}, msgspec.json.encode({"messages": [{"id": f"wamid.{notice_id}"}]})


def status(notice_id: str, said: str) -> bytes:
    """What Meta posts of it later."""
    told = {"id": f"wamid.{notice_id}", "status": said, "timestamp": "1783652400"}
    value = {"messaging_product": "whatsapp", "statuses": [told]}
    change = {"field": "messages", "value": value}
    entry = {"id": "1", "changes": [change]}
    return msgspec.json.encode({"object": "whatsapp_business_account", "entry": [entry]})


def prepare(home: Path, mail_port: int, opd: str, meta: str) -> None:
    """What an office writes that wants to tell, at any hour."""
    texts = home / "kebijakan" / OWN
    texts.mkdir(parents=True)
    common = COMMON.read_text().replace('quiet = ["20:00-07:00"]', "quiet = []")
    (texts / f"{OFFICE}.toml").write_text(common)
    senders = home / "secrets" / OFFICE / "keluar.toml"
    senders.parent.mkdir(parents=True)
    senders.touch(mode=0o600)
    senders.write_text(
        f'[email]\nhost = "{LOOPBACK}"\nport = {mail_port}\ntls = "none"\n'
        f'sender = "pengaduan@contoh.example"\n'
        f'[whatsapp]\nphone_number_id = "1055"\ntoken = "rahasia"\nurl = "{meta}"\n'
        f'[opd.dinkes]\nwebhook = "{opd}/tuntas"\nsecret = "{SECRET}"\n'
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    home = tmp_path_factory.mktemp("outbox")
    mailbox, opd, meta = Mailbox(), Provider(), Provider(otherwise=accepted)
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(mail_server(mailbox))
        address = await stack.enter_async_context(http_server(opd))
        prepare(home, port, address, await stack.enter_async_context(http_server(meta)))
        endpoint = await stack.enter_async_context(running_system(home))
        officer = await stack.enter_async_context(officer_of(endpoint, OFFICE))
        yield Told(officer, mailbox, opd, meta)


async def test_a_complaint_is_told_to_its_reporter_and_its_opd(told: Told) -> None:
    life = Life(told.officer)
    await life.begin()
    to = settle.To(kind="opd", code="dinkes")
    await life.tell(settle.Dispose, HEAD, to=to, summary="Izin apotek belum terbit.")
    await told.until(lambda: len(told.mailbox.mails) >= 2 and len(told.opd.asked) >= 1)
    assert set(told.mailbox.to) == {REPORTER_EMAIL}
    assert life.number.encode() in told.opd.asked[0].body
    for mail in told.mailbox.mails:
        assert REPORTER_TEXT not in mail.get_content()
    await life.tell(say.AddMessage, channel="telepon_wa", text="BERHENTI")
    before = len(told.mailbox.mails)
    await life.tell(settle.Recall, HEAD, disposition_id=1, text="Sudah jelas.")
    await life.close()
    await Life(told.officer).begin()
    await told.until(lambda: len(told.mailbox.mails) >= before + 2)
    assert len({mail["Message-ID"] for mail in told.mailbox.mails}) == len(told.mailbox.mails)


async def test_what_no_channel_carries_is_a_persons(told: Told) -> None:
    life = Life(told.officer)
    await life.begin()
    await told.sent_of(life, 2)
    told.mailbox.rcpt = ["550 5.1.1 no such user"]
    told.meta.answers = [(400, {}, b'{"error":{"code":131026}}')]
    await life.tell(settle.Answer, channel="telepon_wa", text="Izin terbit hari ini.")
    (line,) = await told.lines(life, state="person")
    assert (line["topic"], line["reason"], line["attempts"]) == ("answered", "letter", 2)
    notice_id = line["notice_id"]
    paper = await told.order(orders.PrintNotice(order_id=new_id(), notice_id=notice_id))
    assert "ada perkembangan" in paper["text"]
    again = orders.RetryNotice(order_id=new_id(), notice_id=notice_id, channel="email")
    assert (await told.order(again))["state"] == "waiting"
    assert (await told.order(again))["type"] == "notice_done"
    await told.sent_of(life, 3)
    shown = await told.order(orders.ShowNotice(notice_id=notice_id))
    assert [step["what"] for step in shown["steps"]] == [
        "NoticeQueued",
        "NoticeAttempted",
        "NoticeFailed",
        "NoticeAttempted",
        "NoticeFailed",
        "NoticeHandedOver",
        "NoticePrinted",
        "NoticeRetried",
        "NoticeAttempted",
        "NoticeSent",
    ]
    assert REPORTER_EMAIL not in str(shown)


async def test_a_receipt_that_comes_in_by_the_webhook_reaches_its_notice(told: Told) -> None:
    life = Life(told.officer)
    await life.begin(channel="telepon_wa")
    lines = await told.sent_of(life, 2)
    assert {line["channel"] for line in lines} == {"whatsapp"}
    for said in ("delivered", "read"):
        keep = KeepMessage(
            adapter="whatsapp",
            account="1055",
            channel="telepon_wa",
            content_type="application/json",
            body=status(lines[0]["notice_id"], said),
        )
        assert (await told.officer.say("intake", keep))["type"] != "refused"
    asked = orders.ListNotices(pengaduan_id=life.pengaduan_id)
    async with asyncio.timeout(PATIENCE):
        while "read" not in {line["delivered"] for line in (await told.order(asked))["lines"]}:
            pass
    after = {line["notice_id"]: line["delivered"] for line in (await told.order(asked))["lines"]}
    assert after == {lines[0]["notice_id"]: "read", lines[1]["notice_id"]: None}


async def test_an_officer_stops_notices_and_nothing_is_sent_again_against_it(told: Told) -> None:
    life = Life(told.officer)
    await life.begin()
    sent = (await told.sent_of(life, 2))[0]
    stop = orders.StopNotices(order_id=new_id(), pengaduan_id=life.pengaduan_id)
    assert (await told.order(stop))["wanted"] is False
    again = orders.RetryNotice(order_id=new_id(), notice_id=sent["notice_id"])
    assert (await told.order(again))["code"] == "opted_out"
    resume = orders.ResumeNotices(order_id=new_id(), pengaduan_id=life.pengaduan_id)
    assert (await told.order(resume))["wanted"] is True
    assert (await told.order(again))["code"] == "notice_not_with_person"


async def test_what_is_asked_wrongly_is_refused(told: Told) -> None:
    nobody = orders.ShowNotice(notice_id=new_id())
    assert (await told.order(nobody))["code"] == "no_such_notice"
    head = Claim(kind="petugas", id="kepala_1", role="kepala")
    printing = orders.PrintNotice(order_id=new_id(), notice_id=new_id(), by=head)
    assert (await told.order(printing))["code"] == "not_permitted"
