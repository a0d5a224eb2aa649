"""The texts that officers write again and again: strictly read, newest in force, filled in."""

import datetime as dt
from pathlib import Path

import pytest

from policy.answer_texts import (
    FOR_ALL,
    GAP,
    OWN,
    begun,
    filled,
    load_answers,
    read_answers,
)
from policy.errors import PolicyError
from policy.load import OFFICES
from portal.officer.wording import Wording

SHIPPED = Path("policy", "answers", "umum.toml")
DAY = dt.date(2026, 11, 22)
SECOND = """
[[beginnings]]
code = "selesai"
version = 2
in_force_from = 2026-12-01
label = "Selesai"
text = "Pengaduan {nomor} selesai."
"""


def shipped(more: str = "") -> bytes:
    return (Path(__file__).parents[2] / SHIPPED).read_bytes() + more.encode()


@pytest.mark.parametrize("office", sorted(path.stem for path in OFFICES.glob("*.toml")))
def test_every_office_has_beginnings_and_messages(office: str) -> None:
    texts = load_answers(office)

    assert texts.beginnings_on(DAY)
    assert "{jawaban}" in texts.message_on("answer", DAY).text


def test_the_newest_version_that_is_in_force_is_offered() -> None:
    texts = read_answers(shipped(SECOND), "umum.toml")

    before = {each.code: each.version for each in texts.beginnings_on(DAY)}
    after = {each.code: each.version for each in texts.beginnings_on(dt.date(2026, 12, 1))}

    assert (before["selesai"], after["selesai"]) == (1, 2)
    assert list(before) == list(after)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (SECOND.replace("{nomor}", "{nama}"), "`{nama}` tidak dikenal di sini"),
        (SECOND.replace("{nomor}", "{nomor"), "kurung kurawal"),
        (SECOND.replace("version = 2", "version = 1"), "versi 1 sudah ada"),
        (SECOND.replace("2026-12-01", "2020-12-01"), "berlaku belakangan"),
        (SECOND.replace("label", "judul"), "isian `judul` tidak dikenal"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(wrong: str, why: str) -> None:
    with pytest.raises(PolicyError) as refused:
        read_answers(shipped(wrong), "umum.toml")

    assert why in str(refused.value)
    assert "umum.toml" in str(refused.value)


def test_a_kind_of_message_without_a_text_is_refused() -> None:
    raw = shipped().replace(b'kind = "closing"', b'kind = "receipt"').replace(b"{", b"(")

    with pytest.raises(PolicyError, match="pesan `closing` belum ada"):
        read_answers(raw, "umum.toml")


def test_a_beginning_keeps_a_gap_and_a_message_leaves_the_line_out() -> None:
    assert begun("Nomor {nomor}: {perihal}", {"nomor": "1"}) == f"Nomor 1: {GAP}"
    assert filled("Nomor: {nomor}\n\nKode: {kode}\n\nTerima kasih", {"nomor": "1"}) == (
        "Nomor: 1\n\nTerima kasih"
    )


def test_what_was_typed_into_a_complaint_is_never_filled_in_itself() -> None:
    assert filled("{jawaban}", {"jawaban": "{nomor}", "nomor": "1"}) == "{nomor}"


def test_a_file_that_is_broken_leaves_the_last_good_one_in_force(tmp_path: Path) -> None:
    own = tmp_path / OWN / f"{FOR_ALL}.toml"
    own.parent.mkdir()
    own.write_bytes(shipped(SECOND))
    wording = Wording("kampar", tmp_path)
    good = wording.now()
    own.write_bytes(b"[[beginnings]]\n")
    kept = wording.now()
    (tmp_path / OWN / "kampar.toml").write_bytes(shipped())

    assert len(good.beginnings) == len(load_answers("kampar").beginnings) + 1
    assert kept == good
    assert wording.now() == load_answers("kampar")
