"""The tables and diagrams of the satisfaction survey."""

from collections.abc import Iterator, Sequence

from schemas.reports import Bar, Block, Cell, Chart, Heading, Row, Table
from schemas.survey_views import IndexView, ProfileLine, UnsurLine
from services.reporting.documents import cells
from services.reporting.documents.numbers import NONE, count, percent
from services.reporting.shares import shares
from services.reporting.skm.answers import UNSAID
from services.reporting.skm.standing import Response

RESPONDENTS = "responden"
PROFILE = cells.columns(
    ("no", "No.", 6, "center"),
    ("kelompok", "Kelompok", 44),
    ("jumlah", "Jumlah", 16, "center"),
    ("persen", "Persentase", 20, "center"),
)
UNSUR = cells.columns(
    ("no", "No.", 6, "center"),
    ("unsur", "Unsur Pelayanan", 36),
    ("nilai", "Jumlah nilai", 12, "center"),
    ("menjawab", "Menjawab", 14, "center"),
    ("kosong", "Kosong", 13, "center"),
    ("nrr", "NRR", 10, "center"),
    ("tertimbang", "NRR tertimbang", 13, "center"),
)
METHODS = cells.columns(
    ("no", "No.", 6, "center"),
    ("metode", "Metode", 34),
    ("bobot", "Bobot tiap unsur", 18, "center"),
    ("indeks", "Indeks", 14, "center"),
    ("ikm", "IKM", 14, "center"),
    ("mutu", "Mutu", 14, "center"),
)
ANSWERS = cells.columns(
    ("jawaban", "Alternatif Jawaban", 36),
    ("skor", "Skor", 10, "center"),
    ("jumlah", "Jumlah Responden", 18, "center"),
    ("nilai", "Nilai", 14, "center"),
    ("persen", "Persentase", 18, "center"),
)


def comma(number: str | None) -> str:
    """A number with its decimal comma; `-` for none."""
    return NONE if number is None else number.replace(".", ",")


def number(value: int) -> Cell:
    return Cell(text=count(value), number=value)


def profile_tables(view: IndexView) -> Iterator[Table]:
    """A table for each trait that somebody told; what nobody told is said once."""
    for line in view.profile:
        if any(group.group and group.count for group in line.groups):
            yield _profile(line)


def _profile(line: ProfileLine) -> Table:
    counts = [group.count for group in line.groups]
    rows = [
        cells.row(cells.numbered(place), group.label, number(group.count), cells.share(part))
        for place, (group, part) in enumerate(zip(line.groups, shares(counts), strict=True), 1)
    ]
    return Table(
        key=f"profil_{line.field}",
        title=f"Responden menurut {line.label.lower()}",
        columns=PROFILE,
        rows=tuple(rows),
        total=cells.row("", "Jumlah", number(sum(counts)), percent(100_00)),
    )


def unsur_table(view: IndexView) -> Table:
    """Table 1: each element with its NRR, and the index below."""
    method = view.methods[0]
    rows = [
        cells.row(
            one.code,
            f"{one.label}{' *' if one.lowest else ''}",
            number(one.total),
            number(one.answered),
            number(one.missing),
            comma(one.nrr),
            comma(weighted),
        )
        for one, weighted in zip(view.unsur, method.weighted, strict=True)
    ]
    return Table(
        key="tabel_1",
        title="Tabel 1. Nilai rata-rata tiap unsur pelayanan",
        columns=UNSUR,
        rows=tuple(rows),
        total=cells.row(
            "",
            f"IKM (indeks × 25), mutu {method.grade or NONE}",
            "",
            "",
            "",
            comma(method.index),
            comma(method.ikm),
        ),
        note="* Unsur dengan nilai terendah, diperbaiki lebih dulu. Baris terakhir: indeks dan IKM.",
    )


def methods_table(view: IndexView) -> Table:
    """Table 2: the index by each method, by its name."""
    rows = [
        cells.row(
            cells.numbered(place),
            one.label.capitalize(),
            one.weight,
            comma(one.index),
            comma(one.ikm),
            one.grade or NONE,
        )
        for place, one in enumerate(view.methods, 1)
    ]
    return Table(
        key="tabel_2",
        title="Tabel 2. IKM menurut metode pembobotan",
        columns=METHODS,
        rows=tuple(rows),
    )


def distribution(view: IndexView) -> tuple[Block, ...]:
    """A table and a diagram for each element."""
    return tuple(block for one in view.unsur for block in _answers(one, view.respondents))


def _answers(one: UnsurLine, respondents: int) -> Iterator[Block]:
    counts = [*(answer.count for answer in one.answers), one.missing]
    labels = [*(answer.label for answer in one.answers), UNSAID]
    scores = [*(answer.score for answer in one.answers), None]
    rows = [
        cells.row(
            label,
            NONE if score is None else str(score),
            number(many),
            NONE if score is None else number(score * many),
            cells.share(part),
        )
        for label, score, many, part in zip(labels, scores, counts, shares(counts), strict=True)
    ]
    yield Heading(text=f"{one.code}. {one.label}")
    yield Table(
        key=f"jawaban_{one.code.lower()}",
        title=f"Jawaban unsur {one.code}",
        columns=ANSWERS,
        rows=tuple(rows),
        total=cells.row(
            "Jumlah",
            "",
            number(respondents),
            number(one.total),
            percent(100_00 if respondents else 0),
        ),
    )
    if respondents:
        yield Chart(
            key=f"diagram_{one.code.lower()}",
            title=f"Diagram {one.code}. Sebaran jawaban",
            table=f"jawaban_{one.code.lower()}",
            bars=tuple(Bar(label=label, count=n) for label, n in zip(labels, counts, strict=True)),
            labels="jawaban",
        )


def respondents_table(responses: Sequence[Response], view: IndexView) -> Table:
    """Every response by number, and what the elements sum to."""
    codes = [one.code for one in view.unsur]
    columns = cells.columns(
        ("no", "No.", 16, "center"), *((code.lower(), code, 9, "center") for code in codes)
    )
    rows = [
        Row(cells=(cells.numbered(place), *(_answer(score) for score in one.answers)))
        for place, one in enumerate(responses, 1)
    ]
    method = view.methods[0]
    rows += [
        cells.row("Nilai/Unsur", *(number(one.total) for one in view.unsur), head=True),
        cells.row("NRR/Unsur", *(comma(one.nrr) for one in view.unsur), head=True),
        cells.row("NRR Tertimbang", *(comma(one) for one in method.weighted), head=True),
    ]
    last = cells.row("IKM", comma(method.ikm), *("" for _ in codes[1:]))
    return Table(
        key=RESPONDENTS,
        title="Tabel 3. Jawaban tiap responden",
        columns=columns,
        rows=tuple(rows),
        total=last,
        note="Tanda - berarti tidak mencantumkan jawaban.",
    )


def _answer(score: int | None) -> Cell:
    return Cell(text=NONE) if score is None else Cell(text=str(score), number=score)
