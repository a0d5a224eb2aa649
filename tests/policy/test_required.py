"""What an office wants to know before a step."""

from policy.load import Loaded
from policy.model import OfficePolicy
from policy.required import missing_fields


def test_what_is_missing_is_named_in_the_offices_order(bengkalis: OfficePolicy) -> None:
    missing = missing_fields(bengkalis, "Verify", {"name", "text"})
    assert missing == ("address", "phone")


def test_nothing_is_missing_when_all_is_given(bengkalis: OfficePolicy) -> None:
    assert missing_fields(bengkalis, "Verify", {"name", "address", "phone", "text"}) == ()


def test_one_of_two_is_enough_where_the_office_says_so(offices: dict[str, Loaded]) -> None:
    kampar = offices["kampar"].policy
    assert missing_fields(kampar, "Verify", {"name", "email", "text"}) == ()


def test_of_two_the_first_is_asked_for(offices: dict[str, Loaded]) -> None:
    kampar = offices["kampar"].policy
    assert missing_fields(kampar, "Verify", {"name", "text"}) == ("phone",)


def test_a_step_without_a_list_needs_nothing(bengkalis: OfficePolicy) -> None:
    assert missing_fields(bengkalis, "AddNote", set()) == ()
