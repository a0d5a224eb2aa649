"""What is slow to start is started once in a run of the suite."""

import pytest

from tests.support.together import unit_of

ROOT = "tests/engine/store/test_read.py::test_a_page"


def test_the_tests_of_a_file_stay_together() -> None:
    assert unit_of(f"{ROOT}[memory]") == unit_of(f"{ROOT}_and_another[one_node-3]")


def test_the_tests_of_two_files_need_not() -> None:
    assert unit_of(ROOT) != unit_of("tests/engine/store/test_append.py::test_a_page")


@pytest.mark.parametrize("folder", ["tests/browser", "tests/portal/desk"])
def test_a_folder_with_one_system_stays_together(folder: str) -> None:
    assert unit_of(f"{folder}/test_a.py::test_b") == unit_of(f"{folder}/test_c.py::test_d[e]")


def test_what_runs_on_three_servers_never_runs_beside_another_such() -> None:
    cluster = {
        unit_of(f"{ROOT}[replicated]"),
        unit_of("tests/engine/store/test_append.py::test_a[b-replicated]"),
        unit_of("tests/system/test_scaled.py::test_c"),
    }
    assert len(cluster) == 1
