"""The five papers, in the words of the offices' own forms."""

from collections.abc import Callable

from schemas.forms import FormCheck, FormField, FormSection
from services.reporting.documents.forms.facts import Facts, said
from services.reporting.documents.numbers import day

Sections = tuple[FormSection, ...]


def _field(label: str, value: str | None) -> FormField:
    return FormField(label=label, value=value or "")


def _check(label: str, ticked: bool) -> FormCheck:
    return FormCheck(label=label, ticked=ticked)


def pengaduan(facts: Facts) -> Sections:
    """Formulir Pengaduan Masyarakat."""
    case = facts.view.case
    return (
        FormSection(
            fields=(
                _field("Nama", facts.identity("name")),
                _field("Nomor KTP", facts.identity("nik")),
                _field("Alamat lengkap", facts.identity("address")),
                _field("Telepon", facts.identity("phone")),
                _field("E-mail", facts.identity("email")),
                _field("Sarana pengaduan", case.channel_label),
                _field("Tanggal pengaduan", facts.on("Received")),
                _field("Subjek pengaduan", facts.words("subject", "Received")),
                _field("Uraian pengaduan", facts.words("text", "Received")),
            )
        ),
    )


def tindak_lanjut(facts: Facts) -> Sections:
    """Formulir Tindak Lanjut Pengaduan, sections A to H."""
    return (
        FormSection(
            letter="A",
            title="Identitas pelapor",
            fields=(
                _field("Nama", facts.identity("name")),
                _field("Alamat", facts.identity("address")),
                _field("No. HP", facts.identity("phone")),
            ),
        ),
        FormSection(
            letter="B",
            title="Identifikasi / klasifikasi",
            fields=(
                _field("Sarana pengaduan", facts.view.case.channel_label),
                _field("Jenis pengaduan", facts.detail("kind", "Classified")),
                _field("Kategori", facts.detail("category", "Classified")),
            ),
            checks=(_check("Datang langsung", False), _check("Dengan surat kuasa", False)),
        ),
        _verification(facts),
        FormSection(
            letter="D",
            title="Kronologis pengaduan",
            paragraphs=(facts.words("text", "Received"),),
        ),
        FormSection(
            letter="E",
            title="Penelaah, pengklasifikasian (mendisposisikan)",
            paragraphs=tuple(
                f"{day(one.occurred_on)}: {_detail(one.details)}. {said(one, 'instruction')}".strip()
                for one in facts.all_of("Disposed")
            ),
            initials=("Paraf petugas", "Paraf ketua tim"),
        ),
        FormSection(
            letter="F",
            title="Klarifikasi bidang teknis",
            paragraphs=tuple(
                f"{day(one.occurred_on)}: {said(one, 'text')}" for one in facts.all_of("Clarified")
            ),
            initials=("Nama dan paraf", "Tanggal"),
        ),
        FormSection(
            letter="G",
            title="Kesimpulan",
            checks=(
                _check("Sudah ditindaklanjuti", facts.happened("Answered", "Closed")),
                _check("Belum ditindaklanjuti", not facts.happened("Answered", "Closed")),
            ),
            paragraphs=_said_of_answer(facts),
        ),
        FormSection(
            letter="H",
            title="Penutupan pengaduan",
            fields=(
                _field("Tanggal", facts.on("Closed")),
                _field("Hasil", facts.detail("outcome", "Closed")),
            ),
        ),
    )


def _verification(facts: Facts) -> FormSection:
    documents = facts.detail("documents", "Verified").casefold()
    verified, rejected = facts.happened("Verified"), facts.happened("Rejected")
    elsewhere = "kewenangan" in facts.detail("reason", "Rejected").casefold()
    return FormSection(
        letter="C",
        title="Verifikasi formulir",
        checks=(
            _check("KTP", "ktp" in documents),
            _check("KK", "kartu keluarga" in documents),
            _check("Kronologi", "kronologi" in documents),
            _check("Kewenangan", verified),
            _check("Bukan kewenangan", rejected and elsewhere),
            _check("Memenuhi syarat untuk ditindaklanjuti", verified),
            _check("Tidak memenuhi syarat untuk ditindaklanjuti", rejected and not elsewhere),
        ),
    )


def berita_acara(facts: Facts) -> Sections:
    """Berita Acara Penyelesaian."""
    return (
        FormSection(
            paragraphs=(
                (
                    "Pada hari ini, …………………… tanggal ……………………, yang bertanda tangan di bawah ini "
                    "menyatakan bahwa pengaduan berikut telah ditangani dan diselesaikan."
                ),
            ),
            fields=(
                _field("Nomor pengaduan", facts.view.case.number),
                _field("Tanggal pengaduan", facts.on("Received")),
                _field("Pelapor", facts.identity("name")),
                _field("Permasalahan", facts.words("text", "Received")),
                _field("Hasil pemeriksaan", facts.words("examination", "Answered")),
                _field("Tindak lanjut", facts.words("follow_up", "Answered")),
                _field("Jawaban", facts.words("text", "Answered")),
                _field("Tanggal penyelesaian", facts.on("Closed") or facts.on("Answered")),
                _field("Hasil", facts.detail("outcome", "Closed")),
            ),
        ),
        FormSection(
            paragraphs=(
                "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.",
            )
        ),
    )


def pernyataan_puas(facts: Facts) -> Sections:
    """Surat Pernyataan Puas."""
    return (
        FormSection(
            paragraphs=("Yang bertanda tangan di bawah ini:",),
            fields=(
                _field("Nama", facts.identity("name")),
                _field("Alamat", facts.identity("address")),
                _field("Telepon", facts.identity("phone")),
            ),
        ),
        FormSection(
            paragraphs=(
                (
                    f"menyatakan bahwa pengaduan saya Nomor {facts.view.case.number} "
                    f"tanggal {facts.on('Received') or '……………………'} telah ditindaklanjuti, "
                    "dan saya puas atas penyelesaiannya."
                ),
                "Demikian pernyataan ini saya buat dengan sebenarnya dan tanpa paksaan.",
            ),
        ),
    )


def tanda_terima(facts: Facts) -> Sections:
    """Tanda Terima Pengaduan."""
    return (
        FormSection(
            paragraphs=("Telah diterima pengaduan dengan keterangan berikut.",),
            fields=(
                _field("Nomor pengaduan", facts.view.case.number),
                _field("Tanggal diterima", facts.on("Received")),
                _field("Sarana pengaduan", facts.view.case.channel_label),
                _field("Pelapor", facts.identity("name")),
                _field("Perihal", facts.words("subject", "Received")),
            ),
        ),
    )


def _said_of_answer(facts: Facts) -> tuple[str, ...]:
    found = (facts.words(name, "Answered") for name in ("examination", "follow_up", "text"))
    return tuple(text for text in found if text)


def _detail(details: tuple[object, ...]) -> str:
    return ", ".join(
        str(getattr(one, "value", ""))
        for one in details
        if getattr(one, "field", "") in {"to", "role"}
    )


PAPERS: dict[str, Callable[[Facts], Sections]] = {
    "pengaduan": pengaduan,
    "tindak-lanjut": tindak_lanjut,
    "berita-acara": berita_acara,
    "pernyataan-puas": pernyataan_puas,
    "tanda-terima": tanda_terima,
}
TITLES = {
    "pengaduan": "Formulir Pengaduan Masyarakat",
    "tindak-lanjut": "Formulir Tindak Lanjut Pengaduan",
    "berita-acara": "Berita Acara Penyelesaian Pengaduan",
    "pernyataan-puas": "Surat Pernyataan Puas",
    "tanda-terima": "Tanda Terima Pengaduan",
}
SIGNERS = {
    "pengaduan": ("Yang menerima pengaduan", "Yang melapor pengaduan"),
    "tindak-lanjut": ("Diajukan petugas", "Diketahui ketua"),
    "berita-acara": ("Pelapor", "Petugas pengaduan", "Mengetahui"),
    "pernyataan-puas": ("Yang menyatakan",),
    "tanda-terima": ("Petugas penerima",),
}
NOTES = {
    "pengaduan": (
        "Data yang diisi harus lengkap dan benar.",
        "Permasalahan merupakan kewenangan dinas.",
        "Pengaduan ditindaklanjuti bila datanya lengkap.",
    ),
    "tanda-terima": (
        "Simpan tanda terima ini. Sebutkan nomor pengaduan saat menanyakan perkembangannya.",
        "Nomor pengaduan tidak membuka data pelapor.",
    ),
}
