"""E-mail on a real SMTP server: what it says, and what is made of what goes wrong."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace as changed

from services.disposition.outbox.orders import Later, Never, Taken, Unknown
from services.disposition.outbox.secrets import Smtp
from services.disposition.outbox.senders.port import Letter
from services.disposition.outbox.senders.smtp import SmtpSender
from tests.outbox.servers import LOOPBACK, Mailbox, mail_server

NOTICE = "93146847-0f5c-55fe-a7e2-a2c7677bd728"


def letter(to: str = "siti@contoh.example") -> Letter:
    return Letter(
        notice_id=NOTICE,
        topic="answered",
        to=to,
        subject="Ada perkembangan pengaduan Anda – lihat",
        text="Kantor: ada perkembangan. Kode lacak K7QZ4M2H9TXC5R8B",
        now=dt.datetime(2026, 7, 10, 3, tzinfo=dt.UTC),
    )


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def sender(mailbox: Mailbox) -> AsyncIterator[SmtpSender]:
    async with mail_server(mailbox) as port:
        settings = Smtp(host=LOOPBACK, port=port, sender="pengaduan@contoh.example", tls="none")
        yield SmtpSender(settings)


async def test_a_mail_reaches_the_mailbox_as_it_was_written(
    sender: SmtpSender, mailbox: Mailbox
) -> None:
    assert isinstance(await sender.send(letter()), Taken)
    (mail,) = mailbox.mails
    assert mailbox.to == ["siti@contoh.example"]
    assert mail["Subject"] == letter().subject
    assert mail.get_content().strip() == letter().text
    assert mail["Message-ID"] == f"<{NOTICE}@contoh.example>"
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("451 4.7.1 greylisted", Later("smtp_451")),
        ("552 5.3.4 too big", Never("smtp_552")),
    ],
)
async def test_what_the_server_says_of_the_text_is_believed(
    sender: SmtpSender, mailbox: Mailbox, said: str, outcome: object
) -> None:
    mailbox.say = [said]
    assert await sender.send(letter()) == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("450 4.2.0 busy", Later("smtp_450")),
        ("550 5.1.1 no such user", Never("smtp_550")),
    ],
)
async def test_what_the_server_says_of_the_mailbox_is_believed(
    sender: SmtpSender, mailbox: Mailbox, said: str, outcome: object
) -> None:
    mailbox.rcpt = [said]
    assert await sender.send(letter()) == outcome
    assert mailbox.mails == []


async def test_a_line_that_breaks_after_the_text_leaves_the_outcome_unknown(
    sender: SmtpSender, mailbox: Mailbox
) -> None:
    mailbox.hang = True
    assert await sender.send(letter()) == Unknown("smtp_no_answer")
    assert len(mailbox.mails) == 1


async def test_a_server_that_is_not_there_took_nothing(sender: SmtpSender) -> None:
    async with mail_server(Mailbox()) as port:
        pass
    gone = SmtpSender(changed(sender._settings, port=port))
    assert await gone.send(letter()) == Later("smtp_unreachable")


@pytest.mark.parametrize("to", ["", "siti", "a@b@c", "siti@contoh.example\r\nBcc: x@y.example"])
async def test_what_is_no_address_never_reaches_the_server(
    sender: SmtpSender, mailbox: Mailbox, to: str
) -> None:
    assert await sender.send(letter(to)) == Never("bad_address")
    assert mailbox.to == []


async def test_a_server_that_never_greets_took_nothing(sender: SmtpSender) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    waiting = SmtpSender(changed(sender._settings, port=port), seconds=0.2)
    assert await waiting.send(letter()) == Later("smtp_unreachable")
    server.close()
