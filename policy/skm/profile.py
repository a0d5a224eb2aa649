"""The groups by which the survey tells who answered, and how tables name them."""

import re
from typing import Final, NamedTuple


class Group(NamedTuple):
    """One group; `also` are other words for it, as letters and digits only."""

    code: str
    label: str
    also: tuple[str, ...] = ()


_SPANS: Final = ((19, 25), (26, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60))
AGES: Final = (
    Group("sampai_18", "Sampai 18 tahun", ("18", "018", "kurangdari18")),
    *(Group(f"{first}_{last}", f"{first}–{last} tahun") for first, last in _SPANS),
    Group("di_atas_60", "Di atas 60 tahun", ("60", "lebihdari60")),
)
GROUPS: Final[dict[str, tuple[Group, ...]]] = {
    "sex": (
        Group("l", "Laki-laki", ("lk", "lakilaki", "pria")),
        Group("p", "Perempuan", ("pr", "wanita")),
    ),
    "age": AGES,
    "education": (
        Group("sd", "SD", ("sekolahdasar",)),
        Group("sltp", "SLTP", ("smp",)),
        Group("slta", "SLTA", ("sma", "smk")),
        Group("d1_d3", "D1–D3", ("d1", "d2", "d3", "diii")),
        Group("d4_s1", "D4–S1", ("d4", "s1", "div")),
        Group("s2", "S2"),
        Group("s3", "S3"),
    ),
    "occupation": (
        Group("pns_tni_polri", "PNS/TNI/Polri", ("pns", "asn", "tni", "polri")),
        Group("pegawai_swasta", "Pegawai swasta", ("swasta", "karyawanswasta")),
        Group("wiraswasta", "Wiraswasta", ("wirausaha", "usahawan")),
        Group("pelajar_mahasiswa", "Pelajar/mahasiswa", ("pelajar", "mahasiswa")),
        Group("lainnya", "Lainnya", ("lain", "lainlain")),
    ),
}
FIELDS: Final = {
    "sex": "Jenis kelamin",
    "age": "Umur",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "service": "Jenis layanan",
}


def code_of(field: str, text: str) -> str | None:
    """The group that a table's word means; None where it is none."""
    said = _plain(text)
    if field == "service":
        return _slug(text)
    if field == "age" and said.isascii() and said.isdigit() and len(said) <= 2:
        return _age(int(said))
    return next(
        (
            group.code
            for group in GROUPS[field]
            if said in {_plain(group.code), _plain(group.label), *group.also}
        ),
        None,
    )


def label_of(field: str, code: str) -> str:
    """A group as it is printed; a service by the words of its code."""
    found = next((one.label for one in GROUPS.get(field, ()) if one.code == code), None)
    return found or code.replace("_", " ").capitalize()


def _age(years: int) -> str:
    for group in AGES[1:-1]:
        first, last = group.code.split("_")
        if int(first) <= years <= int(last):
            return group.code
    return AGES[0].code if years <= 18 else AGES[-1].code


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _slug(text: str) -> str | None:
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")[:60] or None
