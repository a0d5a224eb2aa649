"""What an office says of its own people in its policy file."""

import msgspec
import pytest

from policy.load import load_all
from policy.model import OfficePolicy
from policy.permissions import Permissions
from policy.permissions.sharing import sharing_findings

SHIPPED = load_all()["kampar"].policy


def with_permissions(**permissions: tuple[str, ...]) -> OfficePolicy:
    return msgspec.structs.replace(SHIPPED, permissions=permissions)


def test_what_an_office_shares_out_the_others_may_not() -> None:
    table = Permissions.of(with_permissions(Dispose=("ketua_tim",)))
    assert table.may("ketua_tim", "Dispose")
    assert table.why_not("petugas", "Dispose") == (
        "Petugas tidak berhak mendisposisikan: mintalah ketua tim."
    )


def test_a_head_may_be_given_what_an_officer_may_do() -> None:
    table = Permissions.of(with_permissions(Dispose=("kepala",)))
    assert table.may("kepala", "Dispose")


def test_who_is_not_of_the_office_keeps_what_they_may() -> None:
    table = Permissions.of(with_permissions(Accept=("ketua_tim",)))
    assert table.may("opd", "Accept")
    assert not table.may("petugas", "Accept")


@pytest.mark.parametrize(
    ("permissions", "path", "word"),
    [
        ({"Bukan": ("petugas",)}, "$.permissions.Bukan", "tidak dikenal"),
        ({"EraseIdentity": ("petugas",)}, "$.permissions.EraseIdentity", "sama di semua kantor"),
        ({"Rekap": ("kepala",)}, "$.permissions.Rekap", "sama di semua kantor"),
        ({"Dispose": ("warga",)}, "$.permissions.Dispose", "`warga` tidak dikenal"),
    ],
)
def test_what_is_not_the_offices_to_share_is_found(
    permissions: dict[str, tuple[str, ...]], path: str, word: str
) -> None:
    [(where, what)] = sharing_findings(with_permissions(**permissions))
    assert where == path
    assert word in what


def test_a_shipped_policy_shares_out_nothing_wrong() -> None:
    assert not [found for one in load_all().values() for found in sharing_findings(one.policy)]
