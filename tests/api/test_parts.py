"""The parts of the doors that need no system."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.keyed import Keyed
from policy.load import load_all
from portal.door.faults import KnockError
from portal.door.georequests import lodgement, services
from portal.door.markup import answer
from portal.door.tickets import Tickets
from runtime.api_keys import ApiKeys, ApiKeysUnreadableError

SECRET = Keyed(b"0" * 64)
TICKETS = Tickets("bengkalis", SECRET)
POLICY = load_all()["bengkalis"].policy
SERVICE = services(POLICY)[0]
DAY = dt.date(2026, 3, 2)


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=16, max_size=16))
@settings(max_examples=50)
def test_what_is_written_on_a_ticket_is_read_again(code: str) -> None:
    ticket = TICKETS.write(code, "umum")
    assert (code, "umum") == TICKETS.read(ticket)
    assert code.lower() not in ticket
    assert ticket.isalnum()


def test_a_ticket_of_another_office_says_nothing() -> None:
    assert TICKETS.read(Tickets("kampar", SECRET).write("A" * 16, "umum")) is None


@given(st.one_of(st.text(max_size=80), st.text("abcdefghij234567", max_size=80)))
@settings(max_examples=100)
def test_no_text_is_a_ticket_by_chance(text: str) -> None:
    assert TICKETS.read(text) is None


@given(st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=40), min_size=1))
@settings(max_examples=100)
def test_any_words_make_xml_that_can_be_read(record: dict[str, str]) -> None:
    root = ET.fromstring(answer("xml", ("many", "one"), [{**record}]).content)
    assert set(record) == {child.tag for child in root[0]}


@given(
    st.dictionaries(
        st.sampled_from(["description", "email", "phone", "lat", "first_name"]),
        st.text(max_size=30),
    )
)
@settings(max_examples=100)
def test_any_form_is_a_complaint_or_refused(form: Mapping[str, str]) -> None:
    try:
        said = lodgement(form, SERVICE).text
    except KnockError as refused:
        said = refused.fault.sentence
    assert said


def test_a_form_without_anybody_is_anonymous() -> None:
    assert lodgement({"description": "Loket tutup."}, SERVICE).visibility == "anonim"


def test_a_picture_is_named_and_not_fetched() -> None:
    said = lodgement({"description": "Lihat.", "media_url": "http://127.0.0.1/x"}, SERVICE)
    assert said.text.endswith("http://127.0.0.1/x")


def test_a_place_tells_address_and_point() -> None:
    form = {"description": "Lihat.", "address_string": "Jl. Antara", "lat": "1.4", "long": "102.1"}
    assert lodgement(form, SERVICE).place == "Jl. Antara (1.4, 102.1)"


def test_a_key_is_known_until_it_is_revoked(tmp_path: Path) -> None:
    keys, others = ApiKeys(tmp_path), ApiKeys(tmp_path)
    key = keys.add("kampar", "situs", "website", DAY)
    found = others.find("kampar", key)
    assert found is not None
    assert (found.name, others.find("banten", key)) == ("situs", None)
    assert keys.revoke("kampar", "situs")
    assert others.find("kampar", key) is None


def test_a_key_stands_in_no_file(tmp_path: Path) -> None:
    key = ApiKeys(tmp_path).add("kampar", "situs", "website", DAY)
    assert key not in (tmp_path / "api" / "kampar.json").read_text()


def test_a_new_key_of_a_name_ends_the_old_one(tmp_path: Path) -> None:
    keys = ApiKeys(tmp_path)
    old = keys.add("kampar", "situs", "website", DAY)
    keys.add("kampar", "situs", "website", DAY)
    assert (len(keys.of("kampar")), keys.find("kampar", old)) == (1, None)


@pytest.mark.parametrize("text", ["", "{", '{"keys": [{"name": "x"}]}', '{"kunci": []}'])
def test_a_broken_file_lets_nobody_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "kampar.json").write_text(text)
    with pytest.raises(ApiKeysUnreadableError):
        ApiKeys(tmp_path).find("kampar", "x")
