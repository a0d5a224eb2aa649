"""What providers say later of what was sent, as the inbox keeps it, reaches the notice."""

import pytest
from msgspec.structs import replace as changed

from engine.commits import Recorded
from schemas.inbox import InboxCommit, ReceiptTold
from services.disposition.outbox.orders import Taken
from services.disposition.outbox.receipts import Receipts
from services.disposition.outbox.senders.port import receipt_of
from tests.outbox.office import TellingOffice
from tests.support.sample_inbox import inbox_commit

WAMID = "wamid.HBgNNjI4MTI3NTU1MDE0MxUCABEYEjI="


@pytest.fixture
def receipts(office: TellingOffice) -> Receipts:
    return Receipts(office.book, office.rows, office.follow, office.clock)


def told(status: str, sent: str = WAMID, code: str | None = None) -> Recorded[InboxCommit]:
    event = ReceiptTold(sent=receipt_of(sent), status=status, code=code)
    return Recorded(changed(inbox_commit(), events=(event,)), "masuk.bengkalis.whatsapp.m", 1, "")


async def sent(office: TellingOffice) -> None:
    office.ways["whatsapp"].outcomes = [Taken(receipt_of(WAMID))]
    await office.desks.received(channel="sms_wa")
    await office.settle()


async def test_a_receipt_is_written_of_the_notice_that_it_tells_of(
    office: TellingOffice, receipts: Receipts
) -> None:
    await sent(office)
    await receipts.follow_up([told("sent"), told("read"), told("delivered"), told("read")])
    await office.follow()
    assert (await office.one()).delivered == "read"
    assert (await office.written())[-2:] == ["NoticeSent", "NoticeDelivered"]


async def test_what_did_not_arrive_is_sent_by_the_next_way(
    office: TellingOffice, receipts: Receipts
) -> None:
    await sent(office)
    await receipts.follow_up([told("failed", code="131026")])
    await office.settle()
    assert len(office.ways["sms"].letters) == 1
    assert (await office.one()).channel == "sms"


async def test_a_receipt_of_something_else_changes_nothing(
    office: TellingOffice, receipts: Receipts
) -> None:
    await sent(office)
    before = await office.written()
    await receipts.follow_up([told("delivered", sent="wamid.of.another")])
    assert await office.written() == before


async def test_a_receipt_that_comes_before_the_row_waits_for_it(
    office: TellingOffice, receipts: Receipts
) -> None:
    office.ways["whatsapp"].outcomes = [Taken(receipt_of(WAMID))]
    await office.desks.received(channel="sms_wa")
    await office.follow()
    (line,) = await office.lines()
    await office.sending.deliver(line.notice_id)
    await receipts.follow_up([told("delivered")])
    await office.follow()
    assert (await office.one()).delivered == "delivered"
