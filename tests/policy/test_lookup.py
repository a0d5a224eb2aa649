"""The words of real registers, and the codes they stand for."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from policy.load import Loaded
from policy.lookup import Lookup
from policy.model import OfficePolicy

EXAMPLES = Path(__file__).parents[2] / "examples"


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8-sig", newline="") as register:
        return list(csv.DictReader(register))


@pytest.fixture(scope="module")
def bengkalis_words(bengkalis: OfficePolicy) -> Lookup:
    return Lookup(bengkalis)


@pytest.fixture(scope="module")
def banten_words(banten: OfficePolicy) -> Lookup:
    return Lookup(banten)


class TestChannel:
    def test_every_row_of_the_bengkalis_register_has_one(self, bengkalis_words: Lookup) -> None:
        found = Counter(
            channel[0]
            for row in rows("bengkalis-register-2023.csv")
            if (channel := bengkalis_words.channel(row["Jenis Pengaduan"]))
        )
        assert found == {"sms_wa": 42, "website": 6, "meja": 3}

    @pytest.mark.parametrize(
        ("text", "code", "rest"),
        [
            ("Whatsapp", "sms_wa", ""),
            ("Whatsapp Pengaduan 0812-6824-xxxx", "sms_wa", "0812-6824-xxxx"),
            ("Whatsapp ([nama-08]-0813-7223-xxxx)", "sms_wa", "([nama-08]-0813-7223-xxxx)"),
            ("  WHATSAPP \n pengaduan ", "sms_wa", ""),
            ("Website http://contoh.go.id/buku", "website", "http://contoh.go.id/buku"),
            ("Pengaduan langsung", "meja", ""),
            ("Formulir", "meja", ""),
            ("Meja  Pengaduan/Formulir Pengaduan", "meja", ""),
            ("SMS/WA 0812", "sms_wa", "0812"),
            ("E-mail Pengaduan", "email_pengaduan", ""),
            ("aplikasi SP4N-LAPOR! 123", "sp4n", "123"),
        ],
    )
    def test_is_found_by_how_the_text_begins(
        self, bengkalis_words: Lookup, text: str, code: str, rest: str
    ) -> None:
        assert (code, rest) == bengkalis_words.channel(text)

    @pytest.mark.parametrize("text", ["", "Warung", "Merpati pos", "Pengaduan"])
    def test_is_none_for_words_nobody_knows(self, bengkalis_words: Lookup, text: str) -> None:
        assert bengkalis_words.channel(text) is None

    def test_stands_in_the_order_of_the_offices_table(self, bengkalis: OfficePolicy) -> None:
        assert [channel.label for channel in bengkalis.channels if channel.counted] == [
            "Kotak Pengaduan",
            "Meja Pengaduan / Formulir Pengaduan",
            "Website",
            "E-mail Kantor",
            "E-mail Pengaduan",
            "Instagram (IG)",
            "Telepon Kantor",
            "SMS / WA",
            "Situs Media Online",
            "Aplikasi SP4N-LAPOR!",
        ]


class TestBanten:
    def test_every_row_has_a_sector(self, banten_words: Lookup) -> None:
        found = Counter(
            banten_words.sector(row["Sektor"]) for row in rows("banten-evaluasi-2021-tw1.csv")
        )
        assert found == {
            "esdm": 5,
            "perhubungan": 1,
            "pendidikan": 2,
            "lhk": 2,
            "kelautan": 1,
            "pupr": 3,
            "sosial": 1,
            "perindag": 1,
        }

    def test_every_row_has_a_category(self, banten_words: Lookup) -> None:
        found = Counter(
            banten_words.category(row["Kategori Pengaduan"])
            for row in rows("banten-evaluasi-2021-tw1.csv")
        )
        assert found == {"durasi_waktu": 6, "sistem": 2, "pemahaman_pemohon": 7, "kebijakan": 1}

    def test_every_row_has_a_permit_type_of_its_sector(self, banten_words: Lookup) -> None:
        found = [
            banten_words.permit_type(row["Jenis Perizinan"], banten_words.sector(row["Sektor"]))
            for row in rows("banten-evaluasi-2021-tw1.csv")
        ]
        assert None not in found

    def test_a_permit_type_is_known_without_its_sector(self, banten_words: Lookup) -> None:
        assert banten_words.permit_type("iujpt") == "iujpt"

    def test_a_permit_type_is_not_taken_for_another_sector(self, banten_words: Lookup) -> None:
        assert banten_words.permit_type("SIPA", "pupr") is None

    def test_an_unknown_permit_type_is_none(self, banten_words: Lookup) -> None:
        assert banten_words.permit_type("Izin Terbang") is None

    def test_a_sector_is_known_by_its_short_name(self, banten_words: Lookup) -> None:
        assert banten_words.sector("ESDM") == "esdm"

    def test_the_drop_box_is_opened_on_monday_and_thursday(self, banten: OfficePolicy) -> None:
        opened = {channel.code: channel.opened_on for channel in banten.channels}
        assert opened["kotak"] == ("senin", "kamis")


class TestOtherWords:
    def test_selesai_is_an_outcome_in_every_office(self, offices: dict[str, Loaded]) -> None:
        found = {Lookup(office.policy).outcome(" selesai ") for office in offices.values()}
        assert found == {"selesai"}

    def test_a_kind_is_known_by_its_alias(self, bengkalis_words: Lookup) -> None:
        assert bengkalis_words.kind("Berkadar Pengawasan") == "berkadar_pengawasan"

    def test_a_severity_is_known_by_its_label(self, bengkalis_words: Lookup) -> None:
        assert bengkalis_words.severity("BERAT") == "berat"

    def test_an_opd_is_known_by_its_alias(self, bengkalis_words: Lookup) -> None:
        assert bengkalis_words.opd("dinkes") == "dinkes"

    def test_a_unit_is_known_by_its_label(self, bengkalis_words: Lookup) -> None:
        assert bengkalis_words.unit("Perizinan B") == "perizinan_b"
