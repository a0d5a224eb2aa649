"""Complaints for pages to show: a week at an ordinary office, and one that only tricksters wrote to."""

import datetime as dt
from zoneinfo import ZoneInfo

from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Happened
from tests.browser.payloads import LINES, PAYLOADS
from tests.support.life import HEAD, Life
from tests.support.system import Officer

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


async def hostile(officer: Officer) -> None:
    """Every payload in every field of a complaint, and some of them through a whole life."""
    for number, payload in enumerate(PAYLOADS):
        life = Life(officer)
        line = LINES[number]
        who = say.IdentityGiven(
            name=line,
            nik=line,
            address=payload,
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
            text=payload,
            subject=line,
            place=line,
            permit_number=line,
            reported_party=line,
            identity=who,
        )
        assert done.receipt is not None
        life.number = done.receipt.number
        if number % 8 == 0:
            await _lived(life, payload)


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
