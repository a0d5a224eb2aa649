"""How a person is named on the command line: never by what others could read there."""

import io
import sys

import pytest

from cli import __main__ as entry
from cli.exits import REFUSED
from cli.privacy.erasing import check_one
from cli.privacy.errors import (
    PersonMissingError,
    PersonUnreadableError,
    PersonUnsureError,
    TypedOpenlyError,
)
from cli.privacy.person import Named, Person, read_person
from tests.cli.kit import case_line

PHONE = "081275550143"


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))


@pytest.mark.parametrize(
    ("named", "text"),
    [
        (Named(phone="-"), PHONE),
        (Named(phone="-"), "+62 812-7555-0143"),
        (Named(nik="-"), "1403016507880003"),
        (Named(nik="-"), "1403.0165.0788.0003"),
        (Named(email="-"), "siti@contoh.example"),
        (Named(name="-"), "Siti Rahmawati"),
    ],
)
def test_what_is_typed_is_taken(monkeypatch: pytest.MonkeyPatch, named: Named, text: str) -> None:
    typed(monkeypatch, f"  {text} ")

    assert read_person(named).texts == (text,)


@pytest.mark.parametrize(
    ("named", "text"),
    [
        (Named(phone="-"), "Siti"),
        (Named(phone="-"), ""),
        (Named(nik="-"), PHONE),
        (Named(email="-"), "Siti Rahmawati"),
        (Named(name="-"), PHONE),
        (Named(name="-"), "S"),
    ],
)
def test_what_is_of_another_kind_is_refused(
    monkeypatch: pytest.MonkeyPatch, named: Named, text: str
) -> None:
    typed(monkeypatch, text)

    with pytest.raises(PersonUnreadableError) as caught:
        read_person(named)
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize(
    "named", [Named(), Named(phone="-", nik="-"), Named(name="-", number=("KPR-2026-000001-5",))]
)
def test_a_person_is_named_in_one_way(named: Named) -> None:
    with pytest.raises(PersonMissingError):
        read_person(named)


def test_an_argument_is_refused_without_being_repeated() -> None:
    with pytest.raises(TypedOpenlyError) as caught:
        read_person(Named(phone=PHONE))

    assert PHONE not in str(caught.value)


def test_numbers_need_no_typing() -> None:
    numbers = ("KPR-2026-000001-5", "KPR-2026-000002-3")

    assert read_person(Named(number=numbers)) == Person("number", numbers)


def test_who_is_looked_for_stands_in_no_traceback() -> None:
    assert PHONE not in repr(Person("phone", (PHONE,)))


@pytest.mark.parametrize(
    ("person", "one"),
    [
        (Person("phone", (PHONE,)), True),
        (Person("phone", ("0812-7555-xxxx",)), False),
        (Person("name", ("Siti",)), False),
        (Person("number", ("KPR-2026-000001-5", "KPR-2026-000002-3")), True),
    ],
)
def test_only_what_is_one_persons_is_acted_on_at_once(person: Person, one: bool) -> None:
    check_one(person, [case_line()])
    if one:
        check_one(person, [case_line(), case_line()])
        return
    with pytest.raises(PersonUnsureError):
        check_one(person, [case_line(), case_line()])


@pytest.mark.parametrize(
    "tokens",
    [
        ["erase", "kampar", "--phone", PHONE, "--basis", "retensi", "--yes"],
        ["erase", "kampar", "--phone", "-", "--basis", "retensi"],
        ["erase", "kampar", "--basis", "retensi", "--dry-run"],
        ["export", "kampar", "--phone", PHONE, "--to", "/nowhere"],
        ["retention", "kampar", "--apply"],
    ],
    ids=" ".join,
)
def test_a_command_is_refused_before_anything_starts(
    tokens: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(["privacy", *tokens]) == REFUSED
    assert PHONE not in capsys.readouterr().err
