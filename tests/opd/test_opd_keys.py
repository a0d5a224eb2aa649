"""The keys of connected OPDs, and the configurations that are made of them."""

import stat
import subprocess
from pathlib import Path

import pytest

from runtime.addresses import UnusableTokenError
from runtime.credentials import Credentials, new_seed, public_of
from runtime.nats_binary import find_binary
from runtime.opd_keys import OPDKey, OPDKeys
from runtime.scaled import NODES, set_up
from runtime.topology import opd_account, opd_subjects
from tests.support.servers import OFFICES

DINKES = OPDKey("kampar", "dinkes", public_of(new_seed()))
DISDIK = OPDKey("kampar", "disdik", public_of(new_seed()))


def test_who_is_admitted_is_listed_by_office(tmp_path: Path) -> None:
    keys = OPDKeys(tmp_path)
    for opd in (DISDIK, DINKES, OPDKey("banten", "dinkes", public_of(new_seed()))):
        keys.admit(opd)
    assert keys.of("kampar") == (DINKES, DISDIK)
    assert keys.codes("bengkalis") == ()


def test_an_opd_has_one_key(tmp_path: Path) -> None:
    keys = OPDKeys(tmp_path)
    keys.admit(OPDKey("kampar", "dinkes", public_of(new_seed())))
    keys.admit(DINKES)
    assert keys.of("kampar") == (DINKES,)


def test_who_is_dismissed_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    keys = OPDKeys(tmp_path)
    keys.admit(DINKES)
    keys.admit(DISDIK)
    keys.dismiss("kampar", "dinkes")
    assert keys.of("kampar") == (DISDIK,)


def test_keys_are_for_the_owner_only(tmp_path: Path) -> None:
    OPDKeys(tmp_path).admit(DINKES)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert (modes["opd"], modes["dinkes.pub"]) == (0o700, 0o600)


def test_no_two_opds_share_an_account() -> None:
    pairs = [("a_b", "c"), ("a", "b_c"), ("opd", "a"), ("a", "opd")]
    assert len({opd_account(*pair) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize("code", ["", "*", ">", "a.b", "a b", "dinkes\n"])
def test_no_code_reaches_beyond_its_subjects(code: str) -> None:
    with pytest.raises(UnusableTokenError):
        opd_subjects("kampar", code)


@pytest.mark.real
def test_a_cluster_is_set_up_with_the_opds_there_are(tmp_path: Path) -> None:
    configuration, secret = tmp_path / "configuration", tmp_path / "secrets"
    set_up(configuration, secret, OFFICES)
    Credentials(secret / "nats").opds.admit(DINKES)

    written = set_up(configuration, secret, OFFICES)

    assert written == tuple(str(configuration / f"{node}.conf") for node in NODES)
    for node in NODES:
        config = configuration / f"{node}.conf"
        command = [find_binary(), "-c", config, "-t"]
        tried = subprocess.run(command, capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        assert DINKES.public in config.read_text()
    assert set_up(configuration, secret, OFFICES) == ()
