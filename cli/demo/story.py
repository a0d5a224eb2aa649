"""One made-up complaint and what becomes of it, command by command."""

import datetime as dt
from typing import Final

from runtime.ids import derived_id
from schemas.commands import disposition, intake
from schemas.commands.base import Claim, Command, Happened

OFFICE: Final = "kampar"
PENGADUAN_ID: Final = derived_id("demo", "pengaduan")
_CORRELATION: Final = derived_id("demo", "walk")
_OPERATOR: Final = Claim(kind="petugas", id="operator_demo", role="petugas")
_HEAD: Final = Claim(kind="petugas", id="ketua_demo", role="ketua_tim")


# So many days before today; no deadline of the office is shorter.
RECEIVED: Final = dt.timedelta(days=6)
_ASKED: Final = dt.timedelta(days=5)
_GIVEN: Final = dt.timedelta(days=1)


def story(today: dt.date) -> tuple[tuple[str, str, Command], ...]:
    """Each step: what it is called, the service, the command.

    The ids follow from the step, so that a second run says the very same commands: what was
    done once is not done again, whatever day it is by then.

    Args:
        today: The day in the office's zone; the story began before it.
    """
    return (
        ("Diterima enam hari lalu", "intake", _received(today)),
        ("Pelapor diminta melengkapi", "intake", _asked(today)),
        ("Dilengkapi kemarin", "intake", _completed(today)),
        ("Diverifikasi", "intake", _verified()),
        ("Diklasifikasi", "intake", _classified()),
        ("Didisposisikan ke Dinas PUPR", "disposition", _disposed()),
        ("Diterima Dinas PUPR", "disposition", _accepted()),
        ("Diklarifikasi Dinas PUPR", "disposition", _clarified()),
        ("Dijawab kepada pelapor", "disposition", _answered()),
        ("Ditutup", "disposition", _closed()),
    )


def _received(today: dt.date) -> Command:
    return intake.Receive(
        command_id=_id("receive"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_OPERATOR,
        occurred=Happened(on=today - RECEIVED),
        channel="telepon_wa",
        identity=intake.IdentityGiven(
            name="Siti Contoh", phone="081200001234", address="Jl. Contoh 1, Bangkinang"
        ),
        subject="Persetujuan bangunan gedung belum terbit",
        text="Berkas persetujuan bangunan gedung sudah lengkap sejak bulan lalu, "
        "tetapi peninjauan lapangan belum dijadwalkan.",
    )


def _asked(today: dt.date) -> Command:
    return intake.RequestCompletion(
        command_id=_id("request_completion"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_OPERATOR,
        occurred=Happened(on=today - _ASKED),
        missing=("permit_number",),
        text="Mohon kirim nomor pendaftaran izinnya.",
    )


def _completed(today: dt.date) -> Command:
    return intake.Complete(
        command_id=_id("complete"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_OPERATOR,
        occurred=Happened(on=today - _GIVEN),
        text="Nomor pendaftarannya sudah dikirim lewat WhatsApp.",
    )


def _verified() -> Command:
    return intake.Verify(
        command_id=_id("verify"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_OPERATOR,
        documents=("ktp", "kronologi"),
        text="Data lengkap, masalahnya kewenangan kantor ini.",
    )


def _classified() -> Command:
    return intake.Classify(
        command_id=_id("classify"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_HEAD,
        severity="sedang",
        kind="tidak_berkadar_pengawasan",
        category="pelayanan_masyarakat",
        sector="pupr",
    )


def _disposed() -> Command:
    return disposition.Dispose(
        command_id=_id("dispose"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_HEAD,
        to=disposition.To(kind="opd", code="pupr"),
        instruction="Mohon penjelasan jadwal peninjauan lapangan.",
        summary="Peninjauan lapangan untuk persetujuan bangunan gedung belum dijadwalkan.",
    )


def _accepted() -> Command:
    return disposition.Accept(
        command_id=_id("accept"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_OPERATOR,
        disposition_id=1,
    )


def _clarified() -> Command:
    return disposition.Clarify(
        command_id=_id("clarify"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_OPERATOR,
        disposition_id=1,
        text="Peninjauan lapangan dijadwalkan pekan ini; petugas akan menghubungi pemohon.",
    )


def _answered() -> Command:
    return disposition.Answer(
        command_id=_id("answer"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_OPERATOR,
        channel="telepon_wa",
        text="Peninjauan lapangan dijadwalkan pekan ini oleh Dinas PUPR.",
        examination="Berkas lengkap; peninjauan lapangan tertunda.",
        follow_up="Dinas PUPR menjadwalkan peninjauan lapangan.",
    )


def _closed() -> Command:
    return disposition.Close(
        command_id=_id("close"),
        pengaduan_id=PENGADUAN_ID,
        correlation_id=_CORRELATION,
        by=_HEAD,
        outcome="ditindaklanjuti",
        text="Pelapor menerima penjelasan dan jadwal.",
    )


def _id(step: str) -> str:
    return derived_id("demo", step)
