"""E-mail by SMTP.

Until the text was handed over nothing has been sent, whatever goes wrong. Once it was, only
the server's answer tells; without one nobody knows.
"""

from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib
from email_validator import EmailNotValidError, validate_email

from services.disposition.outbox.orders import Later, Never, Outcome, Taken, Unknown
from services.disposition.outbox.secrets import Smtp
from services.disposition.outbox.senders.port import SECONDS, Letter, receipt_of

PERMANENT = 500


class SmtpSender:
    """One mail server of the office's own."""

    def __init__(self, settings: Smtp, *, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds

    async def send(self, letter: Letter) -> Outcome:
        """Hand it to the server, and answer what it said."""
        try:
            checked = validate_email(letter.to, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            return Never("bad_address")
        to = checked.ascii_email or checked.normalized
        message = self._message(letter, to)
        client = self._client()
        try:
            refused = await self._begin(client, to)
            return refused or await self._hand_over(client, message, letter.notice_id)
        finally:
            client.close()

    async def close(self) -> None:
        """Nothing stays open between two messages."""

    def _client(self) -> aiosmtplib.SMTP:
        smtp = self._settings
        return aiosmtplib.SMTP(
            hostname=smtp.host,
            port=smtp.port,
            username=smtp.user,
            password=smtp.password,
            use_tls=smtp.tls == "tls",
            start_tls=smtp.tls == "starttls",
            timeout=self._seconds,
        )

    async def _begin(self, client: aiosmtplib.SMTP, to: str) -> Outcome | None:
        try:
            await client.connect()
            await client.mail(self._settings.sender)
            await client.rcpt(to)
        except aiosmtplib.SMTPRecipientRefused as error:
            code = f"smtp_{error.code}"
            return Never(code) if error.code >= PERMANENT else Later(code)
        except aiosmtplib.SMTPResponseException as error:
            # Not about this recipient: the server or our account at it must be put right.
            return Later(f"smtp_{error.code}")
        except (aiosmtplib.SMTPException, OSError):
            return Later("smtp_unreachable")
        return None

    async def _hand_over(self, client: aiosmtplib.SMTP, message: bytes, notice_id: str) -> Outcome:
        try:
            await client.data(message)
        except aiosmtplib.SMTPResponseException as error:
            code = f"smtp_{error.code}"
            return Never(code) if error.code >= PERMANENT else Later(code)
        except (aiosmtplib.SMTPException, OSError):
            return Unknown("smtp_no_answer")
        return Taken(receipt_of(notice_id))

    def _message(self, letter: Letter, to: str) -> bytes:
        sender = self._settings.sender
        message = EmailMessage(policy.SMTP)
        message["From"] = sender
        message["To"] = to
        message["Subject"] = " ".join(letter.subject.split())
        message["Date"] = format_datetime(letter.now)
        # The same at every try, so that a mailbox that got it twice can show it once.
        message["Message-ID"] = f"<{letter.notice_id}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message.as_bytes()
