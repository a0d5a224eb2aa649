"""Every command in several forms, so that one of them fits wherever any can."""

from collections.abc import Iterator
from typing import Any, TypeVar

from runtime.ids import derived_id
from schemas.commands import disposition as settle
from schemas.commands import intake as take
from schemas.commands import sla
from schemas.commands.base import Command
from tests.support import samples as s

C = TypeVar("C", bound=Command)
WORDS = "Sudah diperiksa"
OUTCOMES = (
    "ditindaklanjuti",
    "diteruskan",
    "duplikat",
    "tidak_dilengkapi",
    "tidak_ada_tanggapan",
)


def told(command: type[C], **fields: Any) -> C:
    return command(command_id=s.COMMAND_ID, pengaduan_id=s.PENGADUAN_ID, **fields)


def every(version: int, numbered: int) -> Iterator[Command]:
    """Everything that can be said of a case of this version with so many dispositions."""
    yield from _taking(version)
    yield from _holding(version, numbered)
    yield from _settling(version)
    yield told(sla.Acknowledge, clock="settle", level=1)


def _taking(version: int) -> Iterator[Command]:
    yield told(take.Receive, channel="whatsapp", text=WORDS)
    yield told(take.AddMessage, channel="website", text=WORDS)
    yield told(
        take.AddAttachment,
        attachment_id=derived_id("attachment", str(version)),
        digest=s.DIGEST,
        size=1,
        file="foto.jpg",
    )
    for field in ("nik", "phone"):
        yield told(take.RequestCompletion, missing=(field,))
    yield told(take.Complete, identity=take.IdentityGiven(nik="1403016507880003"))
    yield told(take.Verify)
    yield told(take.Reject, reason="bukan_wewenang", text=WORDS)
    yield told(take.Classify, severity="sedang")
    yield told(take.Classify, severity="berat")
    yield told(take.Void, text=WORDS)
    for doubt in s.received().source.doubts:
        yield told(
            take.SettleDoubt,
            doubt=doubt.code,
            column=doubt.column,
            decision="accepted",
            text=WORDS,
        )
    yield told(take.OpenIdentity, purpose="menghubungi_pelapor")
    yield told(take.EraseIdentity, basis="permintaan_pelapor")


def _holding(version: int, numbered: int) -> Iterator[Command]:
    yield told(settle.Dispose, to=settle.To(kind="opd", code="dinkes"))
    yield told(settle.Dispose, to=settle.To(kind="unit", code=f"unit{version}"), role="pendamping")
    for which in range(1, numbered + 1):
        yield told(settle.Accept, disposition_id=which)
        yield told(settle.Return, disposition_id=which, reason="kurang_data", text=WORDS)
        yield told(settle.Recall, disposition_id=which, text=WORDS)
        yield told(settle.Clarify, disposition_id=which, text=WORDS)
        yield told(settle.ReadDisposition, disposition_id=which)
    yield told(settle.Wait, party="reporter", reason="menunggu_dokumen")
    yield told(settle.Wait, party="outside", reason="menunggu_instansi")
    yield told(settle.Resume, party="reporter")
    yield told(settle.Resume, party="outside")


def _settling(version: int) -> Iterator[Command]:
    yield told(settle.Answer, text=WORDS)
    yield told(settle.Forward, agency_name="Kantor lain", text=WORDS)
    yield told(settle.Confirm)
    yield told(settle.Dispute, text=WORDS)
    yield told(settle.RequestWithdrawal, text=WORDS)
    yield told(settle.Withdraw)
    for outcome in OUTCOMES:
        yield told(settle.Close, outcome=outcome, text=WORDS)
    yield told(settle.Reopen, reason="fakta_baru", text=WORDS)
    yield told(settle.Link, original=derived_id("original"))
    yield told(settle.Unlink, text=WORDS)
    yield told(settle.AddNote, text=WORDS)
    for place in range(1, version + 1):
        at = settle.At(version=place, index=0)
        yield told(settle.Annul, target=at, text=WORDS)
        for channel in ("sms_wa", "website"):
            yield told(settle.Correct, target=at, field="channel", new=channel, reason=WORDS)
