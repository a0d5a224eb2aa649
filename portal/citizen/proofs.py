"""Proof that a form cost somebody something: work done by the browser, or a question answered."""

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Final, Literal

import altcha
import msgspec
import sqlalchemy as sa

from engine.keyed import Keyed
from engine.sql import Database
from runtime.clock import Clock

ALGORITHM: Final = "PBKDF2/SHA-256"
# About 256 tries of 3,000 rounds: below a second on a desk, some seconds on an old phone.
ROUNDS: Final = 3_000
PREFIX: Final = "00"
# Who writes a long complaint takes their time.
GOOD_FOR: Final = dt.timedelta(hours=3)
NUMBERS: Final = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan")

metadata = sa.MetaData()
USED = sa.Table(
    "portal_used_proofs",
    metadata,
    sa.Column("nonce", sa.String(64), primary_key=True),
    sa.Column("pengaduan_id", sa.String(36), nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False, index=True),
)

How = Literal["work", "question"]


class Question(msgspec.Struct, frozen=True):
    """What is asked where no work can be done, and what the form carries back with it."""

    text: str
    token: str


class _Asked(msgspec.Struct, frozen=True):
    nonce: str
    expires_at: int
    sign: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a form brought as proof.

    Attributes:
        work: What the browser found.
        token: That of the question.
        answer: What was typed as its answer.
    """

    work: str
    token: str
    answer: str


class Proofs:
    """The proofs of one office's forms; each is good for one complaint.

    Args:
        keyed: The portal's secret.
        database: Where it is kept which were used.
        clock: Tells which have expired.
    """

    def __init__(self, keyed: Keyed, database: Database, clock: Clock) -> None:
        self._keyed = keyed
        self._database = database
        self._clock = clock
        self._secret = keyed.digest("proof_of_work", "")

    async def open(self) -> None:
        """Make the table that is not there yet."""
        await self._database.create(metadata)

    def challenge(self) -> str:
        """Work for a browser, as JSON."""
        made = altcha.create_challenge(
            ALGORITHM,
            ROUNDS,
            key_prefix=PREFIX,
            expires_at=self._clock.now() + GOOD_FOR,
            hmac_secret=self._secret,
        )
        return json.dumps(made.to_dict())

    def question(self) -> Question:
        """A sum that a person does at once."""
        one, two = secrets.randbelow(8) + 1, secrets.randbelow(8) + 1
        expires_at = int((self._clock.now() + GOOD_FOR).timestamp())
        nonce = secrets.token_hex(16)
        asked = _Asked(nonce, expires_at, self._signed(nonce, expires_at, str(one + two)))
        text = f"Berapa {NUMBERS[one]} ditambah {NUMBERS[two]}? Jawab dengan angka."
        return Question(text, msgspec.json.encode(asked).hex())

    async def check(self, given: Given, pengaduan_id: str) -> How | None:
        """How the form proved it; None where it did not, or the proof went to another complaint."""
        if given.work:
            found = self._worked(given.work)
            return "work" if found and await self._spend(*found, pengaduan_id) else None
        answered = self._answered(given.token, given.answer)
        return "question" if answered and await self._spend(*answered, pengaduan_id) else None

    def _worked(self, work: str) -> tuple[str, int] | None:
        if not altcha.verify_solution(work, self._secret).verified:
            return None
        parameters = altcha.Payload.from_base64(work).challenge.parameters
        return parameters.nonce, parameters.expires_at or 0

    def _answered(self, token: str, answer: str) -> tuple[str, int] | None:
        try:
            asked = msgspec.json.decode(bytes.fromhex(token), type=_Asked)
        except (ValueError, msgspec.DecodeError):
            return None
        typed = answer.strip()
        expected = self._signed(asked.nonce, asked.expires_at, typed)
        fits = secrets.compare_digest(asked.sign.encode(), expected.encode())
        in_time = asked.expires_at >= self._clock.now().timestamp()
        return (asked.nonce, asked.expires_at) if fits and in_time else None

    def _signed(self, nonce: str, expires_at: int, answer: str) -> str:
        return self._keyed.digest("question", f"{nonce}|{expires_at}|{answer}")

    async def _spend(self, nonce: str, expires_at: int, pengaduan_id: str) -> bool:
        """Use a proof up; the same complaint may use it again, as it may be sent again."""
        row = {"nonce": nonce, "pengaduan_id": pengaduan_id, "expires_at": expires_at}
        async with self._database.write("proofs") as connection:
            now = int(self._clock.now().timestamp())
            await connection.execute(sa.delete(USED).where(USED.c.expires_at < now))
            used_by = await connection.scalar(
                sa.select(USED.c.pengaduan_id).where(USED.c.nonce == nonce)
            )
            if used_by is None:
                await connection.execute(sa.insert(USED), row)
            return used_by in {None, pengaduan_id}
