"""Policy files that can be used, and those that cannot."""

import hashlib
from pathlib import Path

import pytest

from policy.errors import PolicyError
from policy.load import OFFICES, Loaded, load_all, parse


def line_with(file: str, text: str) -> int:
    return next(at for at, line in enumerate(file.splitlines(), 1) if text in line)


def refused(text: str) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        parse(text.encode(), "uji.toml")
    return caught.value


class TestShippedOffices:
    def test_are_bengkalis_kampar_and_banten(self, offices: dict[str, Loaded]) -> None:
        assert offices.keys() == {"bengkalis", "kampar", "banten"}

    @pytest.mark.parametrize("office", ["bengkalis", "kampar", "banten"])
    def test_keep_their_bytes_and_digest(self, offices: dict[str, Loaded], office: str) -> None:
        raw = (OFFICES / f"{office}.toml").read_bytes()
        loaded = offices[office]
        assert (raw, hashlib.sha256(raw).hexdigest()) == (loaded.raw, loaded.digest)

    def test_have_number_prefixes_of_their_own(self, offices: dict[str, Loaded]) -> None:
        prefixes = {office.policy.number_prefix for office in offices.values()}
        assert prefixes == {"BKS", "KPR", "BTN"}


SHAPES = [
    ("amount = 20", 'amount = "dua puluh"', "`int`"),
    ("amount = 20", "amount = 0", ">= 1"),
    ('unit = "calendar_day"', 'unit = "bulan"', "bulan"),
    ('code = "kotak", ', "", "`code` belum ada"),
    ('code = "perizinan_a2"', 'code = "Perizinan A2"', "pola"),
    ('senin = ["07:30-12:00"', 'senin = ["7:30-12:00"', "pola"),
    ("in_force_until = 2024-12-31", 'in_force_until = "akhir 2024"', "bukan tanggal"),
    ("cuti_bersama_counts_as_holiday = true", "cuti_bersama = true", "tidak dikenal"),
    ("permit_types = []", "permit_types = {}", "seharusnya"),
    ('phone = "(0766) 23615"', 'fax = "(0766) 23615"', "`fax` tidak dikenal"),
]

MEANINGS = [
    ('zone = "Asia/Jakarta"', 'zone = "Asia/Bengkalis"', "zona waktu"),
    ('zone = "Asia/Jakarta"', 'zone = "../passwd"', "zona waktu"),
    ('code = "sms_wa"', 'code = "website"', "`website` dipakai dua kali"),
    ('label = "Facebook"', 'label = "Whatsapp"', "sudah menunjuk"),
    ("permit_types = []", 'permit_types = [{ code = "a", label = "A", sector = "b" }]', "`b`"),
    ('Classify = ["kind", "category"]', 'Clasify = ["kind"]', "`Clasify` tidak dikenal"),
    ('Classify = ["kind", "category"]', 'Classify = ["jenis"]', "`jenis` tidak ada"),
    ('rabu = ["07:30-12:00", ', 'rabu = ["07:30-13:30", ', "bertumpuk"),
    ('rabu = ["07:30-12:00", ', 'rabu = ["12:00-07:30", ', "berurutan"),
    ('id = "bengkalis.settle.2025"', 'id = "bengkalis.settle.2023"', "dipakai dua kali"),
    ("in_force_until = 2024-12-31", "in_force_until = 2022-12-31", "sebelum mulai"),
    ('day_one = "next_day"', 'day_one = "next_working_day"', "tidak cocok"),
    ('starts = "Verified"', 'starts = "Diverifikasi"', "`Diverifikasi` tidak dikenal"),
    ('ends = ["Disposed", ', 'ends = ["Disposisi", ', "`Disposisi` tidak dikenal"),
    ('escalate_to = ["kepala_dinas"]', 'escalate_to = ["bupati"]', "`bupati` tidak ada"),
    ('{ kinds = ["aspirasi"] }', '{ kinds = ["usul"] }', "`usul` tidak ada"),
]


class TestWrongFile:
    @pytest.mark.parametrize(("right", "wrong", "reason"), SHAPES + MEANINGS)
    def test_is_refused_with_the_reason(
        self, file: str, right: str, wrong: str, reason: str
    ) -> None:
        assert right in file
        error = refused(file.replace(right, wrong, 1))
        with pytest.raises(PolicyError, match=reason):
            raise error

    @pytest.mark.parametrize(("right", "wrong", "reason"), SHAPES + MEANINGS)
    def test_is_refused_with_the_line(self, file: str, right: str, wrong: str, reason: str) -> None:
        problems = refused(file.replace(right, wrong, 1)).problems
        assert line_with(file, right) in [problem.line for problem in problems]

    def test_names_the_file(self) -> None:
        assert refused("office = 1").file == "uji.toml"

    def test_has_a_code(self) -> None:
        assert refused("office = 1").code == "policy_unreadable"

    def test_says_what_to_do(self) -> None:
        assert "Perbaiki baris itu" in str(refused("office = 1"))

    def test_that_is_no_toml_names_the_line(self, file: str) -> None:
        line = line_with(file, 'id = "bengkalis.settle.2025"')
        error = refused(file.replace('id = "bengkalis.settle.2025"', "id = bengkalis"))
        assert (line, True) == (error.line, error.reason.startswith("bukan TOML"))

    def test_that_ends_too_early_names_the_last_line(self) -> None:
        assert refused('office = "uji"\nname = "Uji"\nzone = "Asia/Jakarta').line == 3

    def test_that_says_a_key_twice_has_a_line(self, file: str) -> None:
        assert refused(f"{file}\n[calendar]\n").line > 1

    def test_that_is_no_text_names_the_line(self) -> None:
        with pytest.raises(PolicyError, match="bukan teks UTF-8") as caught:
            parse(b'office = "uji"\nname = "\xff"', "uji.toml")
        assert caught.value.line == 2

    def test_that_lacks_everything_names_the_first_line(self) -> None:
        assert refused("").line == 1

    def test_with_a_rule_that_lacks_a_field_names_the_rule(self, file: str) -> None:
        lacking = file.replace('citation = "Laporan pengaduan DPMPTSP Bengkalis semester I', "#", 1)
        assert line_with(file, "bengkalis.settle.2025") - 1 == refused(lacking).line

    def test_with_an_unknown_field_in_a_table_names_it(self, file: str) -> None:
        line = line_with(file, "[letterhead]") + 1
        assert line == refused(file.replace("[letterhead]", "[letterhead]\nkota = 1")).line

    def test_with_a_remark_in_a_list_still_names_the_line(self, file: str) -> None:
        text = file.replace("channels = [\n", "channels = [\n  # kotak di pintu masuk\n")
        text = text.replace('code = "website"', 'code = "Web"')
        assert line_with(text, 'code = "Web"') == refused(text).line

    def test_with_rules_in_force_together_names_the_later_one(self, file: str) -> None:
        error = refused(file.replace("in_force_until = 2024-12-31", "in_force_until = 2025-01-01"))
        line = line_with(file, 'id = "bengkalis.settle.2025"') - 1
        assert (line, True) == (error.line, "bertumpuk" in error.reason)

    def test_with_rules_in_force_together_for_ever_is_refused(self, file: str) -> None:
        error = refused(file.replace("in_force_until = 2024-12-31\n", ""))
        assert "bertumpuk" in error.reason

    def test_with_an_overlay_that_frees_a_working_day_is_refused(self, file: str) -> None:
        day = '{ on = 2025-08-19, name = "x", decree = "y", kind = "remove" }'
        error = refused(
            file.replace("[calendar.hours]", f"overlay = [\n  {day},\n]\n[calendar.hours]")
        )
        assert "memang bukan hari libur" in error.reason

    def test_with_two_overlays_for_one_day_is_refused(self, file: str) -> None:
        day = '[[calendar.overlay]]\non = 2025-08-19\nname = "x"\ndecree = "y"\nkind = "add"\n'
        text = f"{file}\n{day}\n{day}"
        error = refused(text)
        assert "`2025-08-19` dipakai dua kali" in error.reason
        assert text.splitlines()[error.line - 1] == "[[calendar.overlay]]"
        assert error.line > line_with(text, "[[calendar.overlay]]")

    def test_without_working_hours_is_refused(self, file: str) -> None:
        lines = [line for line in file.splitlines() if '["07:30-1' not in line]
        assert refused("\n".join(lines)).reason == "tidak ada jam kerja sama sekali"

    def test_names_all_problems_at_once(self, file: str) -> None:
        text = file.replace('zone = "Asia/Jakarta"', 'zone = "Asia/Bengkalis"')
        text = text.replace('escalate_to = ["ketua_tim"]', 'escalate_to = ["bupati"]')
        problems = refused(text).problems
        assert [line_with(text, "Asia/Bengkalis"), line_with(text, "bupati")] == [
            problem.line for problem in problems[:2]
        ]


class TestFolder:
    def test_with_two_files_for_one_office_is_refused(self, file: str, tmp_path: Path) -> None:
        for name in ("a.toml", "b.toml"):
            (tmp_path / name).write_text(file, encoding="utf-8")
        with pytest.raises(PolicyError, match="sudah ada dalam berkas lain") as caught:
            load_all(tmp_path)
        assert caught.value.file == "b.toml"

    def test_without_files_has_no_offices(self, tmp_path: Path) -> None:
        assert load_all(tmp_path) == {}
