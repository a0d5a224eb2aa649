"""The columns of a register and the headings under which offices keep them."""

import re
from enum import StrEnum

from services.intake.register.text import fold, tidy


class Column(StrEnum):
    """What a column tells, whatever its heading is called."""

    NUMBER = "number"
    CHANNEL = "channel"
    RECEIVED_AND_TEXT = "received_and_text"
    RECEIVED = "received"
    TEXT = "text"
    APPLICANT_AND_TEXT = "applicant_and_text"
    NAME = "name"
    COMPANY = "company"
    PHONE = "phone"
    ANSWERED = "answered"
    ANSWER_TEXT = "answer_text"
    EXAMINATION = "examination"
    FOLLOW_UP = "follow_up"
    STATUS = "status"
    REMARK = "remark"
    SECTOR = "sector"
    PERMIT_TYPE = "permit_type"
    CATEGORY = "category"


# Words that stand for another word in every heading; "dan" and "/" say the same.
_WORDS = {
    "tgl": "tanggal",
    "nomor": "no",
    "nomer": "no",
    "ket": "keterangan",
    "telp": "telepon",
    "tlp": "telepon",
    "telpon": "telepon",
    "handphone": "hp",
    "wa": "whatsapp",
    "analisis": "analisa",
    "tindaklanjut": "tindak lanjut",
    "aduan": "pengaduan",
    "laporan": "pengaduan",
    "ijin": "izin",
    "pengadu": "pelapor",
    "dan": "",
    "atau": "",
}
# As `_plain` leaves them, several in one line.
_HEADINGS = {
    Column.NUMBER: "no; no urut; no pengaduan; no agenda; no register; no registrasi; no reg",
    Column.CHANNEL: "jenis pengaduan; sarana; sarana pengaduan; kanal; kanal pengaduan;"
    "jenis kanal; jenis kanal pengaduan; media; media pengaduan; saluran; saluran pengaduan;"
    "sumber; sumber pengaduan; melalui; cara penyampaian; jenis sarana pengaduan",
    Column.RECEIVED_AND_TEXT: "waktu pengaduan permasalahan; waktu permasalahan;"
    "tanggal permasalahan; tanggal pengaduan permasalahan; waktu isi pengaduan;"
    "tanggal isi pengaduan; waktu pengaduan isi pengaduan; waktu uraian pengaduan;"
    "waktu pengaduan uraian; tanggal uraian pengaduan",
    Column.RECEIVED: "tanggal; waktu; waktu pengaduan; tanggal pengaduan; tanggal masuk;"
    "tanggal terima; tanggal diterima; tanggal surat; tanggal surat pengaduan; hari tanggal;"
    "tanggal masuk pengaduan; tanggal pengaduan masuk; tanggal lapor; hari tanggal pengaduan",
    Column.TEXT: "permasalahan; masalah; isi; isi pengaduan; uraian; uraian pengaduan; perihal;"
    "perihal pengaduan; pengaduan; materi pengaduan; pokok masalah; pokok permasalahan;"
    "pokok pengaduan; deskripsi; keluhan; subjek pengaduan; uraian permasalahan",
    Column.APPLICANT_AND_TEXT: "pemohon perihal pengaduan; pemohon perihal; pelapor perihal;"
    "pelapor perihal pengaduan; nama pemohon perihal pengaduan; pemohon isi pengaduan;"
    "pemohon permasalahan",
    Column.NAME: "nama; nama pelapor; pelapor; pemohon; nama pemohon; nama lengkap",
    Column.COMPANY: "perusahaan; nama perusahaan; instansi; badan usaha; nama badan usaha;"
    "nama instansi",
    Column.PHONE: "hp; no hp; telepon; no telepon; no whatsapp; whatsapp; no hp whatsapp;"
    "telepon hp; no telepon hp; no hp telepon; kontak; no kontak",
    Column.ANSWERED: "waktu penyelesaian; tanggal penyelesaian; tanggal selesai; penyelesaian;"
    "waktu selesai; tanggal jawaban; tanggal dijawab; waktu penyelesaian jawaban",
    Column.ANSWER_TEXT: "jawaban; isi jawaban; tanggapan; uraian penyelesaian",
    Column.EXAMINATION: "hasil pemeriksaan; pemeriksaan; analisa; hasil analisa; telaah;"
    "hasil telaah; hasil verifikasi; analisa permasalahan",
    Column.FOLLOW_UP: "tindak lanjut; tindak lanjut pengaduan; hasil tindak lanjut; penanganan",
    Column.STATUS: "status; status pengaduan; status penyelesaian; status tindak lanjut",
    Column.REMARK: "keterangan; catatan",
    Column.SECTOR: "sektor; sektor perizinan; bidang perizinan; sektor izin",
    Column.PERMIT_TYPE: "jenis perizinan; jenis izin; izin; perizinan; nama izin",
    Column.CATEGORY: "kategori; kategori pengaduan",
}
_COLUMN_OF = {
    heading.strip(): column for column, some in _HEADINGS.items() for heading in some.split(";")
}
_LONGEST = 120
_DIGIT = re.compile(r"[0-9]")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


def column_of(heading: str) -> Column | None:
    """Return what the column under a heading tells, or None where the heading is not known."""
    if len(heading) > _LONGEST:
        return None
    if _DIGIT.search(heading) and "(" not in heading:
        return None  # no known heading has one, but most cells that are no headings
    column = _COLUMN_OF.get(_plain(heading))
    if column is None and "(" in heading:
        return _COLUMN_OF.get(_plain(_IN_BRACKETS.sub(" ", tidy(heading))))
    return column


def _plain(heading: str) -> str:
    words = (_WORDS.get(word, word) for word in fold(heading).split())
    return " ".join(" ".join(words).split())
