"""Two hundred reporters whose every word can be searched for, and their complaints."""

import asyncio
import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runtime import ids
from schemas.answers import Done
from schemas.commands import intake as say
from tests.support.system import Officer

IMPORTED = 60
SAID = 140
CHANNELS = ("website", "telepon_wa", "email", "kotak", "langsung", "surat")
AT_ONCE = 8
_HEADINGS = (
    "No.,Jenis Pengaduan,Waktu Pengaduan & Permasalahan,Waktu Penyelesaian,"
    "Hasil Pemeriksaan,Tindak Lanjut,Keterangan\n"
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Nobody; each word of it stands nowhere else."""

    n: int

    @property
    def name(self) -> str:
        return f"Qalbi{self._letters} Zubaidawati"

    @property
    def nik(self) -> str:
        return f"14019977{self.n:04d}8123"

    @property
    def phone(self) -> str:
        return f"08129{self.n:04d}774"

    @property
    def email(self) -> str:
        return f"qalbi.{self._letters.lower()}@kenari.example"

    @property
    def address(self) -> str:
        return f"Gang Kenari{self._letters} 9"

    @property
    def text(self) -> str:
        return f"Izin kenari{self._letters.lower()} belum terbit juga."

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that may be found nowhere."""
        spelled = f"{self.phone[:4]}-{self.phone[4:8]}-{self.phone[8:]}"
        given = (self.name, self.nik, self.email, self.address, self.text)
        return (*given, self.phone, f"+62{self.phone[1:]}", spelled)

    @property
    def _letters(self) -> str:
        signs = "bcdfghjkmnpqrstv"
        return "".join(signs[self.n >> shift & 15] for shift in (8, 4, 0)) + "xa"


def words_in(data: bytes) -> list[str]:
    """What is there of any of them: who they are and what they wrote."""
    return people_in(data) + _found(data, _WRITTEN)


def people_in(data: bytes) -> list[str]:
    """What is there of who they are, plain or, but for their numbers, as base64 would hide it."""
    return _found(data, _WHO) + [number[0].decode() for number in _NUMBERS.finditer(data)]


def _found(data: bytes, needles: Iterable[bytes]) -> list[str]:
    small = data.lower()
    return [needle.decode() for needle in needles if needle in small]


def _hidden(*words: bytes) -> tuple[bytes, ...]:
    parts = (part for word in words for part in _in_base64(word))
    return tuple(each.lower() for each in (*words, *parts))


def _in_base64(text: bytes) -> Iterator[bytes]:
    # Three places where it may begin; the ends depend on what stands around it.
    for shift in range(3):
        yield base64.b64encode(b"x" * shift + text)[4:-4]


# One of these stands in everything that any of them says, and all in nothing else.
_WHO = _hidden(b" Zubaidawati", b"@kenari.example", b"Gang Kenari")
_WRITTEN = _hidden(b"Izin kenari", b"belum terbit juga")
_NUMBERS = re.compile(rb"14019977[0-9]{4}8123|812[- ]?90[01][0-9][- ]?[0-9]774")


def register_of(reporters: Iterable[Reporter]) -> bytes:
    """A register as an office keeps it by hand: most settled, some not."""
    rows = (
        f'{n},Website {each.name} {each.phone},"{n % 27 + 1} Maret 2023 {each.text}",'
        f"{n % 27 + 1} April 2023 Diperiksa,Dijawab,-,{'Selesai' if n % 5 else 'Proses'}\n"
        for n, each in enumerate(reporters, 1)
    )
    return (_HEADINGS + "".join(rows)).encode()


async def receive(officer: Officer, reporter: Reporter) -> Done:
    """Say one complaint as an officer enters it."""
    identity = say.IdentityGiven(
        name=reporter.name,
        nik=reporter.nik,
        phone=reporter.phone,
        email=reporter.email,
        address=reporter.address,
    )
    received = say.Receive(
        command_id=ids.new_id(),
        pengaduan_id=ids.new_id(),
        channel=CHANNELS[reporter.n % len(CHANNELS)],
        visibility=("terbuka", "rahasia", "anonim")[reporter.n % 3],
        text=reporter.text,
        subject=reporter.text,
        identity=identity,
    )
    return await officer.do("intake", received)


async def receive_all(officer: Officer, reporters: Iterable[Reporter]) -> dict[Reporter, Done]:
    """The same for many, a few at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(reporter: Reporter) -> tuple[Reporter, Done]:
        async with gate:
            return reporter, await receive(officer, reporter)

    return dict(await asyncio.gather(*(one(each) for each in reporters)))
