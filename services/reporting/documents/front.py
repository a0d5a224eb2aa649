"""What stands before and behind the figures of every report, from the office's own words."""

from policy.report_settings import LoadedSettings
from policy.rules import rules_in_force
from policy.sentences import sentence
from schemas.reports import (
    Block,
    Chapter,
    Heading,
    Items,
    Paragraph,
    ReportEmblem,
    ReportHead,
    Signature,
    Table,
)
from services.reporting.documents import cells
from services.reporting.documents.making import Making
from services.reporting.documents.masking import safe
from services.reporting.office import Office
from services.reporting.sentences import CERTAINTIES


def letterhead(office: Office, loaded: LoadedSettings) -> ReportHead:
    """What stands above the office's letters."""
    found = office.words.policy.letterhead
    contact = [
        f"Telp./Fax {found.phone}" if found.phone else "",
        f"E-mail: {found.email}" if found.email else "",
        f"Website: {found.website}" if found.website else "",
    ]
    return ReportHead(
        lines=found.lines,
        address=found.address,
        contact=", ".join(part for part in contact if part),
        emblem=_emblem(loaded),
    )


def _emblem(loaded: LoadedSettings) -> ReportEmblem | None:
    found = loaded.emblem
    return None if found is None else ReportEmblem(kind=found.kind, data=found.data)


def signature(making: Making) -> Signature:
    """Who signs; the day is that of the cut-off, open where it is not a day's end."""
    signer = making.settings.signer
    return Signature(
        place=making.settings.place,
        on=making.as_of,
        title=signer.title,
        name=signer.name,
        rank=signer.rank,
        nip=signer.nip,
    )


def introduction(making: Making) -> Chapter:
    """Chapter I."""
    settings = making.settings
    return Chapter(
        number="I",
        title="Pendahuluan",
        blocks=(
            Heading(text="Latar belakang"),
            *(Paragraph(text=text) for text in settings.background),
            Heading(text="Dasar hukum"),
            Items(items=settings.legal_basis),
            Heading(text="Maksud dan tujuan"),
            Items(items=settings.purpose),
        ),
    )


def preface(making: Making) -> Chapter:
    """The page before the contents."""
    words = tuple(Paragraph(text=text) for text in making.settings.preface)
    return Chapter(number=None, title="Kata pengantar", blocks=words)


def closing(making: Making, number: str) -> Chapter:
    """The last chapter, which the signature follows."""
    words = tuple(Paragraph(text=text) for text in making.settings.closing)
    return Chapter(number=number, title="Penutup", blocks=words)


def activities(making: Making) -> tuple[Block, ...]:
    """How the office takes complaints in and what it promises about time."""
    settings = making.settings
    return (
        Heading(text="Ruang lingkup"),
        Paragraph(text=settings.scope),
        *channels(making),
        Heading(text="Mekanisme penanganan pengaduan"),
        Items(items=settings.mechanism),
        Heading(text="Tindak lanjut hasil pemeriksaan"),
        Items(items=settings.follow_up),
        Heading(text="Janji waktu"),
        Paragraph(
            text="Waktu penanganan dihitung menurut ketentuan berikut, "
            "yang berlaku pada akhir periode laporan."
        ),
        promises(making),
    )


def channels(making: Making) -> tuple[Block, ...]:
    """The ways in."""
    labels = [one.label for one in making.office.words.policy.channels if one.counted]
    return (
        Heading(text="Sarana pengaduan"),
        Paragraph(text="Masyarakat dapat menyampaikan pengaduan melalui sarana berikut."),
        Items(items=tuple(labels)),
    )


def promises(making: Making) -> Table:
    """The rules in force at the end of the period that every complaint is under."""
    words = making.office.words
    rules = rules_in_force(words.policy, making.end)
    rows = [
        cells.row(
            cells.numbered(place),
            words.clock(rule.clock),
            sentence(rule),
            f"{rule.citation} ({CERTAINTIES[rule.certainty]})",
        )
        for place, rule in enumerate(
            (rule for rule in rules if words.side(rule.clock).binds == "office"), start=1
        )
    ]
    return Table(
        key="janji_waktu",
        title="Janji waktu dan dasarnya",
        columns=cells.columns(
            ("no", "No.", 5, "center"),
            ("tenggat", "Tenggat", 22),
            ("janji", "Ketentuan", 38),
            ("dasar", "Dasar", 35),
        ),
        rows=tuple(rows),
    )


def obstacles(making: Making, efforts: str = "Upaya penyelesaian") -> tuple[Block, ...]:
    """What the officer typed; that nothing was typed is said."""
    words = making.note.words if making.note else None
    if words is None or not words.obstacles + words.efforts:
        return (Paragraph(text="Tidak ada hambatan yang dicatat petugas untuk periode ini."),)
    parts = (("Hambatan", words.obstacles), (efforts, words.efforts))
    return tuple(
        block
        for title, items in parts
        if items
        for block in (Heading(text=title), Items(items=tuple(safe(item) for item in items)))
    )
