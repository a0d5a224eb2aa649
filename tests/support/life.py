"""One complaint's whole life in Kampar, said as officers say it."""

from dataclasses import dataclass, field
from typing import Any

from runtime import ids
from schemas.answers import Done
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands import sla
from schemas.commands.base import Claim, Command
from tests.support.system import Officer
from tests.support.values import (
    REPORTER_ADDRESS,
    REPORTER_EMAIL,
    REPORTER_NAME,
    REPORTER_NIK,
    REPORTER_PHONE,
    REPORTER_TEXT,
)

REPORTER = say.IdentityGiven(
    name=REPORTER_NAME,
    nik=REPORTER_NIK,
    phone=REPORTER_PHONE,
    email=REPORTER_EMAIL,
    address=REPORTER_ADDRESS,
)
OFFICER = Claim(kind="petugas", id="operator_1", role="petugas")
HEAD = Claim(kind="petugas", id="ketua_1", role="ketua_tim")
SERVICE_OF = {
    say.__name__: "intake",
    settle.__name__: "disposition",
    sla.__name__: "sla_monitor",
}


@dataclass(slots=True)
class Life:
    """A complaint, and what was answered to each command said about it."""

    officer: Officer
    pengaduan_id: str = field(default_factory=ids.new_id)
    number: str = ""
    done: list[Done] = field(default_factory=list)

    async def tell(self, command: type[Command], by: Claim = OFFICER, **fields: Any) -> Done:
        """Have the service that knows the command do it."""
        service = SERVICE_OF[command.__module__]
        said = command(command_id=ids.new_id(), pengaduan_id=self.pengaduan_id, by=by, **fields)
        self.done.append(await self.officer.do(service, said))
        return self.done[-1]

    async def begin(self, identity: say.IdentityGiven = REPORTER, **fields: Any) -> Done:
        """Receive, verify, classify."""
        given = {"channel": "website", "text": REPORTER_TEXT, "subject": "Izin apotek"}
        done = await self.tell(say.Receive, identity=identity, **(given | fields))
        assert done.receipt is not None
        self.number = done.receipt.number
        await self.tell(say.AddMessage, channel="telepon_wa", text=f"Menyusul: {REPORTER_TEXT}")
        await self.tell(say.Verify, documents=("ktp",), text="Data lengkap.")
        return await self.tell(
            say.Classify,
            HEAD,
            severity="sedang",
            kind="tidak_berkadar_pengawasan",
            category="pelayanan_masyarakat",
            sector="kesehatan",
        )

    async def dispose(self) -> Done:
        """To an OPD that answers, and beside it to a unit that gives it back."""
        await self.tell(
            settle.Dispose,
            HEAD,
            to=settle.To(kind="opd", code="dinkes"),
            instruction="Mohon penjelasan.",
            summary="Izin apotek belum terbit.",
        )
        unit = settle.To(kind="unit", code="perizinan")
        await self.tell(settle.Dispose, HEAD, to=unit, role="pendamping")
        await self.tell(settle.Accept, disposition_id=1)
        await self.tell(settle.Return, disposition_id=2, reason="kurang_data", text="Kurang data.")
        return await self.tell(settle.Clarify, disposition_id=1, text=f"Tentang: {REPORTER_TEXT}")

    async def close(self) -> Done:
        """Answer and close."""
        await self.tell(settle.Answer, channel="telepon_wa", text="Izin terbit hari ini.")
        return await self.tell(
            settle.Close, HEAD, outcome="ditindaklanjuti", text="Pelapor sudah diberi tahu."
        )

    async def go_on(self) -> Done:
        """Reopen, close by mistake, undo that, put the channel right, and close again."""
        await self.tell(settle.Reopen, HEAD, reason="fakta_baru", text="Izin belum diterima.")
        await self.tell(settle.Answer, channel="telepon_wa", text="Izin dikirim.")
        wrong = await self.tell(settle.Close, HEAD, outcome="terbukti", text="Keliru.")
        at = settle.At(version=wrong.version, index=0)
        await self.tell(settle.Annul, HEAD, target=at, text="Salah pilih hasil.")
        first = settle.At(version=1, index=0)
        await self.tell(
            settle.Correct, target=first, field="channel", new="telepon_wa", reason="Lewat telepon."
        )
        await self.tell(settle.AddNote, text="Berkas lengkap.")
        return await self.tell(
            settle.Close, HEAD, outcome="ditindaklanjuti", text="Izin sudah diterima."
        )

    async def link(self, original: "Life") -> Done:
        """Name the complaint that it repeats."""
        return await self.tell(settle.Link, original=original.pengaduan_id, text="Sama.")

    async def erase(self) -> Done:
        """Destroy who it was and what was said."""
        return await self.tell(
            say.EraseIdentity, HEAD, basis="permintaan_pelapor", text="Diminta pelapor."
        )


async def whole_life(officer: Officer, original: Life) -> Life:
    """Everything but the erasure."""
    life = Life(officer)
    await life.begin()
    await life.dispose()
    await life.close()
    await life.go_on()
    await life.link(original)
    return life
