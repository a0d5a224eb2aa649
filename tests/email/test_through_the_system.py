"""Mails to two mailboxes of one office, through a running system."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from runtime.ids import new_id
from schemas.commands.intake import IdentityGiven, Receive
from schemas.queries import CaseFilter, ListCases, ShowCase
from schemas.views import CaseList, HistoryView
from tests.email.mailboxes import PASSWORD, USER, Mailbox, mailbox
from tests.email.mails import mail
from tests.support.system import PATIENCE, Officer, officer_of, running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
DOOR = """
[[email]]
account = "{account}"
channel = "{account}"
host = "127.0.0.1"
port = {port}
tls = "none"
user = "{user}"
password = "{password}"
since = 2000-01-01
every_seconds = 5
"""


class Town:
    """An office with two mailboxes, and those who write to them."""

    def __init__(self, officer: Officer, complaints: Mailbox, office: Mailbox) -> None:
        self.officer = officer
        self.complaints = complaints
        self.office = office

    async def cases(self, channel: str, number: int) -> list[HistoryView]:
        """The complaints of a channel, once there are so many."""
        query = ListCases(filter=CaseFilter(channel=channel))
        listed = await self.officer.see_when(query, CaseList, lambda one: one.total == number)
        return [
            await self.officer.see(ShowCase(pengaduan_id=case.pengaduan_id), HistoryView)
            for case in listed.cases
        ]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    root: Path = tmp_path_factory.mktemp("email")
    folder = root / "secrets" / "bengkalis"
    folder.mkdir(mode=0o700, parents=True)
    with mailbox(root / "a.log") as complaints, mailbox(root / "b.log") as office:
        for box in (complaints, office):
            empty(box)
        doors = "".join(
            DOOR.format(account=account, port=box.port, user=USER, password=PASSWORD)
            for account, box in (("email_pengaduan", complaints), ("email_kantor", office))
        )
        path = folder / "masuk.toml"
        path.write_text(doors)
        path.chmod(0o600)
        async with running_system(root) as endpoint, officer_of(endpoint, "bengkalis") as officer:
            yield Town(officer, complaints, office)


def empty(box: Mailbox) -> None:
    """Take the server's own examples away."""
    with box.opened() as opened:
        opened.folder.set("INBOX")
        opened.delete(opened.uids())


async def test_a_mail_is_a_complaint_of_its_mailboxs_channel_and_a_reply_is_a_message(
    town: Town,
) -> None:
    town.complaints.put(mail("Loket tutup.", Message_ID="<a@x>"))
    town.office.put(mail("Map hilang.", From="budi@contoh.id", Message_ID="<b@x>"))
    (first,) = await town.cases("email_pengaduan", 1)
    await town.cases("email_kantor", 1)
    town.complaints.put(
        mail("Masih tutup.", Message_ID="<c@x>", In_Reply_To="<a@x>", From="lain@contoh.id")
    )
    query = ShowCase(pengaduan_id=first.case.pengaduan_id)
    grown = await town.officer.see_when(
        query, HistoryView, lambda view: any(one.type == "MessageAdded" for one in view.events)
    )
    (added,) = [one for one in grown.events if one.type == "MessageAdded"]
    assert [word.value for word in added.words] == ["Masih tutup."]


async def test_a_notice_that_is_quoted_names_its_complaint_by_the_code(town: Town) -> None:
    first, second = [
        await town.officer.do(
            "intake",
            Receive(
                command_id=new_id(),
                pengaduan_id=new_id(),
                channel="meja",
                text="Map hilang.",
                identity=IdentityGiven(email="rina@contoh.id"),
            ),
        )
        for _ in range(2)
    ]
    assert second.receipt is not None
    quoted = (
        f"Sudah ada kabar?\n\n> Pengaduan Anda {second.receipt.tracking_code}: ada perkembangan."
    )
    town.complaints.put(mail(quoted, From="rina@contoh.id", Message_ID="<kode@x>", Subject="Re: x"))
    query = ShowCase(pengaduan_id=second.pengaduan_id)
    grown = await town.officer.see_when(
        query, HistoryView, lambda view: any(one.type == "MessageAdded" for one in view.events)
    )
    (added,) = [one for one in grown.events if one.type == "MessageAdded"]
    assert [word.value for word in added.words] == ["Sudah ada kabar?"]
    other = await town.officer.see(ShowCase(pengaduan_id=first.pengaduan_id), HistoryView)
    assert "MessageAdded" not in {one.type for one in other.events}


async def test_the_same_mail_in_the_mailbox_twice_is_one_complaint(town: Town) -> None:
    before = len(await town.cases("email_kantor", 1))
    twice = mail("Antrean panjang.", From="sari@contoh.id", Message_ID="<dua-kali@x>")
    last = mail("Kursi kurang.", From="tono@contoh.id", Message_ID="<akhir@x>")
    town.office.put(twice, twice, last)
    async with asyncio.timeout(PATIENCE):
        found = await town.cases("email_kantor", before + 2)
    texts = sorted(word.value for view in found for word in view.events[0].words)
    assert sum("Antrean panjang." in text for text in texts) == 1
