"""The report of the satisfaction survey: who answered, each element, the index, the sheet."""

from runtime.indonesian import written
from schemas.reports import Block, Chapter, Heading, Items, Paragraph, Publication
from schemas.survey_views import IndexView
from services.reporting.documents.ikm_tables import (
    comma,
    distribution,
    methods_table,
    profile_tables,
    respondents_table,
    unsur_table,
)
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import count
from services.reporting.skm.answers import index_view

TITLE = "Laporan Survei Kepuasan Masyarakat"
LAW = tuple(
    " ".join(lines)
    for lines in (
        ("Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",),
        (
            "Peraturan Pemerintah Nomor 96 Tahun 2012 tentang Pelaksanaan Undang-Undang",
            "Nomor 25 Tahun 2009 tentang Pelayanan Publik",
        ),
        (
            "Peraturan Menteri PANRB Nomor 14 Tahun 2017 tentang Pedoman Penyusunan Survei",
            "Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik",
        ),
    )
)
THANKS = (
    "Terima kasih atas penilaian yang telah Anda berikan. Masukan Anda sangat bermanfaat untuk "
    "kemajuan unit kami agar terus memperbaiki dan meningkatkan kualitas pelayanan."
)
UNPROFILED = "Tabel survei tidak memuat umur, jenis kelamin, pendidikan atau pekerjaan responden."
NOBODY = "Pada periode ini belum ada jawaban survei."


async def chapters(making: Making) -> tuple[Chapter, ...]:
    """All chapters."""
    view = index_view(making.survey, making.period)
    return (
        Chapter(number="I", title="Pendahuluan", blocks=_introduction(making)),
        Chapter(number="II", title="Responden", blocks=_respondents(view)),
        Chapter(number="III", title="Indeks kepuasan masyarakat", blocks=_index(view)),
        Chapter(number="IV", title="Jawaban tiap unsur", blocks=distribution(view)),
        Chapter(number="V", title="Lembar publikasi", blocks=(_sheet(making, view),)),
        Chapter(
            number="VI",
            title="Jawaban tiap responden",
            blocks=(respondents_table(making.survey.standing.of(making.period), view),),
        ),
        Chapter(number="VII", title="Penutup", blocks=(Paragraph(text=_said(view)),)),
    )


def _introduction(making: Making) -> tuple[Block, ...]:
    return (
        Heading(text="Latar belakang"),
        Paragraph(
            text=f"{making.office.name} menanyakan kepuasan masyarakat atas pelayanannya melalui "
            "sembilan unsur, agar diketahui mutu pelayanan dan unsur yang perlu diperbaiki lebih "
            "dulu."
        ),
        Heading(text="Dasar hukum"),
        Items(items=LAW),
        Heading(text="Cara menghitung"),
        Paragraph(
            text="Setiap unsur dijawab 1 sampai 4. Nilai rata-rata (NRR) suatu unsur adalah jumlah "
            "nilainya dibagi banyaknya responden yang menjawab unsur itu; yang tidak mencantumkan "
            "jawaban tidak ikut dihitung. Setiap unsur berbobot tepat 1/9. Indeks adalah jumlah "
            "NRR tertimbang, dan IKM adalah indeks dikali 25, dibulatkan ke dua angka di belakang "
            "koma sebelum mutunya ditetapkan: A 88,31–100,00; B 76,61–88,30; C 65,00–76,60; "
            "D 25,00–64,99."
        ),
    )


def _respondents(view: IndexView) -> tuple[Block, ...]:
    if not view.respondents:
        return (Paragraph(text=NOBODY),)
    profile = tuple(profile_tables(view)) or (Paragraph(text=UNPROFILED),)
    return (
        Heading(text="Jumlah responden"),
        Paragraph(text=_sample(view)),
        Heading(text="Profil responden"),
        *profile,
    )


def _sample(view: IndexView) -> str:
    people = f"Survei {view.period_label} diisi oleh {count(view.respondents)} responden."
    desk = f" {count(view.desk)} di antaranya mengisi pada tablet di meja." if view.desk else ""
    if view.served is None or view.sample is None:
        return f"{people}{desk} Jumlah orang yang dilayani pada periode ini belum dicatat."
    enough = "terpenuhi" if view.respondents >= view.sample else "belum terpenuhi"
    return (
        f"{people}{desk} Untuk {count(view.served)} orang yang dilayani, jumlah sampel menurut "
        f"Krejcie dan Morgan adalah {count(view.sample)}: {enough}."
    )


def _index(view: IndexView) -> tuple[Block, ...]:
    return (
        Paragraph(text=_said(view)),
        unsur_table(view),
        Paragraph(
            text="Angka yang berlaku dihitung dengan bobot 1/9. Angka dengan bobot lama "
            "disebutkan agar publikasi terdahulu dapat dibandingkan."
        ),
        methods_table(view),
    )


def _said(view: IndexView) -> str:
    method = view.methods[0]
    if method.ikm is None:
        return NOBODY if not view.respondents else "Ada unsur yang tidak dijawab siapa pun."
    lowest = ", ".join(f"{one.label} ({one.code})" for one in view.unsur if one.lowest)
    return (
        f"Indeks Kepuasan Masyarakat {view.period_label} adalah {comma(method.ikm)} dengan mutu "
        f"{method.grade} ({(method.grade_label or '').lower()}), dari {count(view.respondents)} "
        f"responden. Unsur dengan nilai terendah, yang diperbaiki lebih dulu: {lowest}."
    )


def _sheet(making: Making, view: IndexView) -> Publication:
    method = view.methods[0]
    said = {one.field: [g for g in one.groups if g.count] for one in view.profile}
    lines = [("Jumlah", f"{count(view.respondents)} orang")]
    for field, label in (("sex", "Jenis kelamin"), ("education", "Pendidikan")):
        if any(group.group for group in said[field]):
            words = "; ".join(f"{group.label} {count(group.count)}" for group in said[field])
            lines.append((label, words))
    first, last = making.period.first_on, making.period.last_on
    lines.append(("Periode survei", f"{written(first)} sampai {written(last)}"))
    return Publication(
        title="Indeks Kepuasan Masyarakat (IKM)",
        office=making.office.name,
        subtitle=view.period_label,
        figure=comma(method.ikm),
        grade=f"Mutu pelayanan {method.grade} ({method.grade_label})" if method.grade else "",
        lines=tuple(lines),
        thanks=THANKS,
    )
