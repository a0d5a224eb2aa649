"""The image and the scaled topology say what the program needs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

SERVICES = ("intake", "disposition", "sla_monitor", "reporting", "portal")
PACKAGES = ("schemas", "policy", "engine", "runtime", "services", "portal", "cli")


@pytest.fixture
def compose(root: Path) -> str:
    return (root / "compose.yaml").read_text()


def test_every_package_goes_into_the_image(root: Path) -> None:
    let_in = (root / ".dockerignore").read_text().splitlines()

    assert [package for package in PACKAGES if f"!{package}" not in let_in] == []


def test_the_image_does_not_run_as_root(root: Path) -> None:
    assert "\nUSER tuntas\n" in (root / "Dockerfile").read_text()


def test_the_image_installs_nothing_without_its_hash(root: Path) -> None:
    installs = re.findall(r"pip install .*", (root / "Dockerfile").read_text())

    assert installs
    assert all("--require-hashes" in install for install in installs)


def test_every_service_is_a_process_of_its_own(compose: str) -> None:
    assert [name for name in SERVICES if f"command: [serve, {name}]" not in compose] == []


def test_ports_are_open_on_this_machine_alone(compose: str) -> None:
    published = re.findall(r'^ *ports: \["(.*)"\]', compose, re.MULTILINE)

    assert compose.count("ports:") == len(published)
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_docker_accepts_the_topology(root: Path) -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], check=False).returncode:
        pytest.skip("docker with compose is not on this machine")

    checked = subprocess.run(
        [docker, "compose", "--file", root / "compose.yaml", "config", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
