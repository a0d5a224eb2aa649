"""An export of SP4N-LAPOR! as the tests write it."""

import csv
import datetime as dt
import io

from policy.load import load_all
from policy.sp4n import load_form
from services.intake.register import RegisterReading
from services.intake.sp4n import Sp4nOffice, read_sp4n

TODAY = dt.date(2026, 3, 31)
BENGKALIS = Sp4nOffice(load_all()["bengkalis"].policy, load_form("bengkalis"))
HEADINGS = (
    "Tracking ID",
    "Tanggal Laporan",
    "Judul Laporan",
    "Isi Laporan",
    "Klasifikasi",
    "Kategori",
    "Status",
    "Log Disposisi",
    "Anonim",
    "Rahasia",
    "Nama Pelapor",
    "No. Telepon",
    "Tanggal Tindak Lanjut",
    "Tindak Lanjut",
)
REPORT = {
    "Tracking ID": "7654321",
    "Tanggal Laporan": "02/03/2026 09:15:00",
    "Judul Laporan": "Izin apotek",
    "Isi Laporan": "Izin apotek belum terbit, sudah sebulan.",
    "Klasifikasi": "Pengaduan",
    "Kategori": "Pelayanan masyarakat",
    "Status": "Proses",
    "Log Disposisi": "02/03/2026 09:20 Admin Kabupaten mendisposisikan ke DPMPTSP",
    "Anonim": "Tidak",
    "Rahasia": "Tidak",
    "Nama Pelapor": "Siti Rahmah",
    "No. Telepon": "0812-7555-0143",
    "Tanggal Tindak Lanjut": "",
    "Tindak Lanjut": "",
}


def report(**cells: str) -> dict[str, str]:
    """The usual report but for these cells; `_` in a name stands for a space."""
    return REPORT | {name.replace("_", " "): text for name, text in cells.items()}


def export_of(*reports: dict[str, str], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """The reports as a file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([one.get(name, "") for name in headings] for one in reports)
    return text.getvalue().encode()


def read(*reports: dict[str, str], headings: tuple[str, ...] = HEADINGS) -> RegisterReading:
    """What Bengkalis reads in them."""
    return read_sp4n(export_of(*reports, headings=headings), BENGKALIS, TODAY)
