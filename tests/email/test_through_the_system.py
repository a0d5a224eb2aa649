"""Mails to two mailboxes of one office, through a running system."""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage
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
COMPLAINTS, OFFICE = "INBOX", "Sent"
DOOR = """
[[email]]
account = "{account}"
channel = "{account}"
host = "127.0.0.1"
port = {port}
tls = "none"
user = "{user}"
folder = "{folder}"
password = "{password}"
since = 2000-01-01
every_seconds = 5
"""


class Town:
    """An office with two mailboxes, folders of one server, and those who write to them."""

    def __init__(self, officer: Officer, server: Mailbox) -> None:
        self.officer = officer
        self._server = server

    def to_complaints(self, *mails: EmailMessage) -> None:
        self._server.put(*mails, folder=COMPLAINTS)

    def to_office(self, *mails: EmailMessage) -> None:
        self._server.put(*mails, folder=OFFICE)

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
    with mailbox(root / "pymap.log") as server:
        empty(server)
        doors = "".join(
            DOOR.format(
                account=account, port=server.port, user=USER, password=PASSWORD, folder=folder
            )
            for account, folder in (("email_pengaduan", COMPLAINTS), ("email_kantor", OFFICE))
        )
        path = folder / "masuk.toml"
        path.write_text(doors)
        path.chmod(0o600)
        async with running_system(root) as endpoint, officer_of(endpoint, "bengkalis") as officer:
            yield Town(officer, server)


def empty(box: Mailbox) -> None:
    """Take the server's own examples away."""
    with box.opened() as opened:
        for folder in (COMPLAINTS, OFFICE):
            opened.folder.set(folder)
            opened.delete(opened.uids())


async def test_a_mail_is_a_complaint_of_its_mailboxs_channel_and_a_reply_is_a_message(
    town: Town,
) -> None:
    town.to_complaints(mail("Loket tutup.", Message_ID="<a@x>"))
    town.to_office(mail("Map hilang.", From="budi@contoh.id", Message_ID="<b@x>"))
    (first,) = await town.cases("email_pengaduan", 1)
    await town.cases("email_kantor", 1)
    town.to_complaints(
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
    town.to_complaints(mail(quoted, From="rina@contoh.id", Message_ID="<kode@x>", Subject="Re: x"))
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
    town.to_office(twice, twice, last)
    async with asyncio.timeout(PATIENCE):
        found = await town.cases("email_kantor", before + 2)
    texts = sorted(word.value for view in found for word in view.events[0].words)
    assert sum("Antrean panjang." in text for text in texts) == 1
