"""The table of permissions: it is whole, and it says who and when."""

import importlib
import pkgutil

import msgspec
import pytest

import schemas.commands
from policy.permissions import EVERYWHERE, ROLES, Standing
from policy.permissions.conditions import RECORDED
from policy.permissions.sight import SEES, UNNAMED, VISIBILITIES, sees
from policy.permissions.table import ROWS
from runtime.topology import COMMANDERS
from schemas import queries, survey_queries

BASES = {"Command", "RegisterOrder", "ImportOrder", "InboxOrder", "OutboxOrder", "Query"}
OPEN = Standing(received=True)


def sayable() -> set[str]:
    """Every command, order and question that there is."""
    names = [module.name for module in pkgutil.iter_modules(schemas.commands.__path__)]
    modules = [importlib.import_module(f"schemas.commands.{name}") for name in names]
    kinds = [
        kind for module in (*modules, queries, survey_queries) for kind in vars(module).values()
    ]
    return {kind.__name__ for kind in kinds if is_said(kind)} - BASES


def is_said(kind: object) -> bool:
    """Whether it is read strictly and told by its own name."""
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return False
    config = kind.__struct_config__
    return config.forbid_unknown_fields and config.tag == kind.__name__


def test_every_command_and_question_has_a_row() -> None:
    missing = sorted(sayable() - set(EVERYWHERE.rows))
    assert not missing, (
        f"{', '.join(missing)}: add a row to policy/permissions/table.py, then run "
        "`python -m policy.permissions > docs/permissions.md`"
    )


def test_every_row_is_of_something_that_can_be_said() -> None:
    gone = sorted(set(EVERYWHERE.rows) - sayable())
    assert not gone, f"{', '.join(gone)}: delete the row in policy/permissions/table.py"


def test_no_action_has_two_rows() -> None:
    assert len(ROWS) == len(EVERYWHERE.rows)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
def test_somebody_may_do_it(row: object) -> None:
    assert row.roles  # type: ignore[attr-defined]


def test_the_program_may_say_what_the_monitor_says_and_nothing_else() -> None:
    theirs = {row.action for row in ROWS if "sistem" in row.roles}
    assert theirs == {action for said in COMMANDERS.values() for _, action in said}


def test_an_opd_speaks_of_dispositions_only() -> None:
    assert {row.action for row in ROWS if "opd" in row.roles} == {
        "Accept",
        "Return",
        "Clarify",
        "ReadDisposition",
        "ListDispositions",
        "UploadAttachment",
        "AddAttachment",
    }


def test_who_checks_the_office_changes_nothing() -> None:
    said = {row.action for row in ROWS if row.kind != "pertanyaan" and "auditor" in row.roles}
    assert said == {"ShowImport", "ListImports", "ListWaiting", "ListNotices", "ShowNotice"}


def test_the_head_only_acknowledges() -> None:
    said = {row.action for row in ROWS if row.kind == "perintah" and "kepala" in row.roles}
    assert said == {"Acknowledge"}


def test_a_role_that_may_not_is_told_who_may() -> None:
    why = EVERYWHERE.why_not("auditor", "Void")
    assert why == "Auditor tidak berhak membatalkan salah catat: mintalah petugas, ketua tim."


def test_a_state_that_does_not_allow_it_says_what_to_do_first() -> None:
    why = EVERYWHERE.why_not("petugas", "Classify", OPEN)
    assert why == "Pengaduan belum diverifikasi: verifikasi dahulu."


def test_what_comes_too_late_is_told_how_it_ended() -> None:
    closed = Standing(received=True, verified=True, ending="closed")
    why = EVERYWHERE.why_not("petugas", "Classify", closed)
    assert why == "Pengaduan ini sudah ditutup: buka kembali dahulu bila perlu dilanjutkan."


def test_nothing_is_done_with_a_case_that_there_is_not() -> None:
    why = EVERYWHERE.why_not("petugas", "AddNote", Standing())
    assert why == RECORDED.why_not


def test_an_action_that_is_not_in_the_table_may_nobody() -> None:
    assert not any(EVERYWHERE.may(role, "Bukan") for role in ROLES)


def test_a_role_is_offered_what_it_may_ever_do() -> None:
    offered = {offer.action: offer.why_not for offer in EVERYWHERE.actions_of("warga", OPEN)}
    assert offered["AddMessage"] is None
    assert offered["Confirm"] == "Pelapor belum diberi jawaban: kirim jawaban dahulu."
    assert "Verify" not in offered


@pytest.mark.parametrize("role", [*ROLES, UNNAMED])
def test_every_role_has_a_row_of_what_it_sees(role: str) -> None:
    assert len(SEES[role]) == len(VISIBILITIES)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_sees_the_identity_of_a_secret_complaint(role: str) -> None:
    sights = SEES[role][VISIBILITIES.index("rahasia")]
    assert {sights.name, sights.contact, sights.numbers, sights.address} == {"tertutup"}


@pytest.mark.parametrize("role", [*ROLES, UNNAMED])
def test_nobody_sees_an_anonymous_name_in_full(role: str) -> None:
    assert SEES[role][VISIBILITIES.index("anonim")].name != "penuh"


def test_a_visibility_that_is_not_known_is_the_strictest() -> None:
    assert sees("petugas", "entah") == sees("petugas", "rahasia")


def test_a_field_that_is_not_known_is_not_shown() -> None:
    assert sees("petugas", "terbuka").of("agama") == "tertutup"
