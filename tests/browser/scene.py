"""Complaints for pages to show: a week at an ordinary office, and one that only tricksters wrote to."""

import csv
import datetime as dt
import io
from zoneinfo import ZoneInfo

from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Happened
from tests.attachments.desk import FilesDesk
from tests.browser.payloads import TEXTS, WORDS
from tests.support.life import HEAD, Life
from tests.support.system import Officer

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
COLUMNS = (
    "No.",
    "Jenis Pengaduan",
    "Waktu Pengaduan & Permasalahan",
    "Waktu Penyelesaian",
    "Hasil Pemeriksaan",
    "Tindak Lanjut",
    "Keterangan",
)
TODAY = dt.datetime.now(ZoneInfo("Asia/Jakarta")).date()
PEOPLE = (
    ("Rahmat Hidayat", "081270000101", "Jalan Sudirman 12, Bangkinang"),
    ("Nurhayati", "081270000102", "Jalan Datuk Tabano 4, Bangkinang"),
    ("Yusuf Efendi", "081270000103", "Jalan Pramuka 8, Kuok"),
    ("Dewi Anggraini", "081270000104", "Jalan Prof. M. Yamin 21, Bangkinang"),
    ("Arif Budiman", "081270000105", "Jalan A. Yani 3, Salo"),
    ("Marlina", "081270000106", "Jalan Letnan Boyak 17, Bangkinang"),
)
STORIES = (
    ("Izin apotek belum terbit", "Sudah sebulan sejak berkas lengkap, loket menyuruh menunggu."),
    ("Persetujuan bangunan gedung", "Peninjauan lapangan belum dijadwalkan sejak bulan lalu."),
    ("Nomor induk berusaha", "Alamat usaha pada NIB salah dan tidak dapat diubah di OSS."),
    ("Sikap petugas loket", "Petugas loket 3 melayani sambil menelepon dan menjawab kasar."),
    ("Izin praktik bidan", "Syarat yang diminta berbeda dengan yang tertulis di situs."),
    ("Papan reklame", "Pajak sudah dibayar, tetapi izin reklame belum juga keluar."),
)


async def _told(officer: Officer, number: int, days_ago: int, channel: str) -> Life:
    """A complaint of an ordinary person."""
    life = Life(officer)
    name, phone, address = PEOPLE[number]
    subject, text = STORIES[number]
    done = await life.tell(
        say.Receive,
        channel=channel,
        subject=subject,
        text=text,
        identity=say.IdentityGiven(name=name, phone=phone, address=address),
        occurred=Happened(on=TODAY - dt.timedelta(days=days_ago)),
    )
    assert done.receipt is not None
    life.number = done.receipt.number
    return life


async def _taken_up(life: Life, category: str = "pelayanan_masyarakat") -> None:
    await life.tell(say.Verify, documents=("ktp",), text="Data lengkap.")
    kind, sector = "tidak_berkadar_pengawasan", "kesehatan"
    await life.tell(
        say.Classify, HEAD, severity="sedang", kind=kind, category=category, sector=sector
    )


async def _disposed(life: Life) -> None:
    await life.tell(
        settle.Dispose,
        HEAD,
        to=settle.To(kind="opd", code="dinkes"),
        instruction="Mohon penjelasan kapan rekomendasi terbit.",
        summary="Rekomendasi dinas kesehatan untuk izin belum terbit.",
    )


async def ordinary(officer: Officer) -> None:
    """A whole life, and one complaint in each state that an office works on."""
    await Life(officer).begin()
    whole = Life(officer)
    await whole.begin()
    await whole.dispose()
    await whole.close()
    await _told(officer, 0, 0, "telepon_wa")
    await _taken_up(await _told(officer, 1, 3, "website"))
    waiting = await _told(officer, 2, 4, "telepon_wa")
    await waiting.tell(say.RequestCompletion, missing=("permit_number",), text="Kirim nomor NIB.")
    late = await _told(officer, 3, 60, "langsung")
    await _taken_up(late, "kepegawaian")
    for number in (4, 5):
        disposed = await _told(officer, number, 8 + number, "website")
        await _taken_up(disposed)
        await _disposed(disposed)


async def hostile(officer: Officer) -> list[str]:
    """Every payload in every field, file name and cell, and some of them through a whole life.

    Returns:
        The numbers of those that have a file.
    """
    with_files = []
    for number, (text, line) in enumerate(zip(TEXTS, WORDS, strict=True)):
        life = Life(officer)
        who = say.IdentityGiven(
            name=line,
            nik=line,
            address=text,
            phone=line,
            email=line,
            occupation=line,
            company=line,
            nib=line,
            account=line,
        )
        done = await life.tell(
            say.Receive,
            channel="website",
            text=text,
            subject=line,
            place=line,
            permit_number=line,
            reported_party=line,
            identity=who,
        )
        assert done.receipt is not None
        life.number = done.receipt.number
        if number % 3 == 0:
            await _lived(life, text)
            await FilesDesk(officer).kept(life, PDF, f"{line}.pdf")
            with_files.append(life.number)
    await _registers(officer)
    return with_files


async def _registers(officer: Officer) -> None:
    """A register of such cells, and the same again with every cell changed."""
    for ending in ("", " lagi"):
        lines = io.StringIO()
        register = csv.writer(lines)
        register.writerow(COLUMNS)
        for number, text in enumerate(TEXTS, start=1):
            told = f"{text}{ending}"
            kind = "Meja Pengaduan" if number % 2 else told
            days = f"27 Maret 2026 {told}", f"28 Maret 2026 {told}"
            register.writerow((f"{number}.", kind, *days, told, told, told))
        report = await officer.import_register(lines.getvalue().encode(), f"{WORDS[0]}{ending}.csv")
        assert report["state"] == "done", report
    assert report["differences"]


async def _lived(life: Life, payload: str) -> None:
    await life.tell(say.AddMessage, channel="sms_wa", text=payload)
    await life.tell(say.RequestCompletion, missing=("nik",), text=payload)
    await life.tell(say.Complete, text=payload)
    await life.tell(say.Verify, documents=("ktp",), text=payload)
    kind = "tidak_berkadar_pengawasan"
    await life.tell(say.Classify, HEAD, kind=kind, category="pelayanan_masyarakat", text=payload)
    for code in ("dinkes", "pupr"):
        to = settle.To(kind="opd", code=code)
        role = "utama" if code == "dinkes" else "pendamping"
        await life.tell(
            settle.Dispose, HEAD, to=to, role=role, instruction=payload, summary=payload
        )
    await life.tell(settle.Clarify, disposition_id=1, text=payload)
    await life.tell(settle.Return, disposition_id=2, reason="kurang_data", text=payload)
    await life.tell(settle.AddNote, text=payload)
    await life.tell(settle.Answer, text=payload, examination=payload, follow_up=payload)
