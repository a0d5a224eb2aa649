"""Setting up the scaled topology: all that compose.yaml asks for, once."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from nats.aio.client import Client

from runtime import monitor
from runtime.certificates import RENEW, YEARS, Authority
from runtime.clock import FixedClock
from runtime.connect import CertificateRefusedError, connect
from runtime.credentials import AUDITOR, Credentials
from runtime.nats_binary import find_binary
from runtime.nats_config import LOOPBACK, Address, ServerSettings, TLSFiles, render
from runtime.nats_server import NatsServer, Ports
from runtime.scaled import NODES, set_up
from tests.support.servers import OFFICES

SECRETS = ("postgres_password", "vault_password", "portal.secret")
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "configuration", tmp_path / "secrets"


def contents(*folders: Path) -> dict[Path, bytes]:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files}


def test_all_that_compose_names_is_written(folders: tuple[Path, Path]) -> None:
    set_up(*folders, OFFICES)

    configuration, secrets = folders
    assert all((configuration / f"{node}.conf").exists() for node in NODES)
    assert all((secrets / name).exists() for name in SECRETS)
    compose = (Path(__file__).parents[2] / "compose.yaml").read_text()
    assert all(f"/etc/tuntas/{node}.conf" in compose for node in NODES)


@pytest.mark.real
def test_the_server_takes_every_configuration(folders: tuple[Path, Path]) -> None:
    set_up(*folders, OFFICES)

    for node in NODES:
        command = [find_binary(), "-c", folders[0] / f"{node}.conf", "-t"]
        tried = subprocess.run(command, capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr


def test_a_second_run_changes_nothing(folders: tuple[Path, Path]) -> None:
    first = set_up(*folders, OFFICES)
    before = contents(*folders)

    assert first
    assert set_up(*folders, OFFICES) == ()
    assert contents(*folders) == before


def test_a_new_office_is_added_and_the_others_keep_their_keys(folders: tuple[Path, Path]) -> None:
    set_up(*folders, OFFICES[:1])
    before = contents(folders[1])

    set_up(*folders, OFFICES)

    after = contents(folders[1])
    assert {path: after[path] for path in before} == before
    assert (folders[1] / OFFICES[1] / "office.key").exists()


def test_secrets_are_for_their_owner_only(folders: tuple[Path, Path]) -> None:
    set_up(*folders, OFFICES)

    public = {path for path in contents(*folders) if path.stat().st_mode & 0o077}
    assert {path.suffix for path in public} == {".pem"}


def test_the_nodes_see_no_seed_and_no_password(folders: tuple[Path, Path]) -> None:
    set_up(*folders, OFFICES)

    told = b"".join(contents(folders[0]).values())
    seeds = (folders[1] / "nats").rglob("*.nk")
    passwords = folders[1].glob("*_password")
    assert not [path for path in (*seeds, *passwords) if path.read_bytes().strip() in told]


def test_every_database_finds_its_password(folders: tuple[Path, Path]) -> None:
    set_up(*folders, OFFICES)

    password = (folders[1] / "vault_password").read_text()
    assert f"vault:5432:vault:tuntas:{password}\n" in (folders[1] / "pgpass").read_text()


def test_a_certificate_about_to_end_is_made_anew(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    authority = Authority(tmp_path / "ca.pem", tmp_path / "ca.key", clock)
    authority.ensure()
    certificate, key = tmp_path / "node.pem", tmp_path / "node.key"
    assert authority.issue(certificate, key, ["node"])

    assert not authority.issue(certificate, key, ["node"])
    clock.moment = NOW + YEARS * dt.timedelta(days=365) - RENEW

    assert authority.issue(certificate, key, ["node"])
    made = x509.load_pem_x509_certificate(certificate.read_bytes())
    assert made.not_valid_after_utc > clock.moment + RENEW


def test_another_name_asks_for_another_certificate(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ca.pem", tmp_path / "ca.key")
    authority.ensure()
    certificate, key = tmp_path / "node.pem", tmp_path / "node.key"
    authority.issue(certificate, key, ["node"])

    assert authority.issue(certificate, key, ["other"])


@pytest.mark.real
async def test_a_node_is_reached_over_tls_by_who_knows_the_authority_alone(
    tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    set_up(*folders, OFFICES)
    configuration, secrets = folders
    credentials = Credentials(secrets / "nats")
    files = TLSFiles(
        configuration / "nats-1.pem", configuration / "nats-1.key", configuration / "ca.pem"
    )

    def configure(at: Ports) -> str:
        settings = ServerSettings(
            name="nats-1",
            store=tmp_path / "store",
            client=Address(LOOPBACK, at.client),
            monitor=Address(LOOPBACK, at.monitor),
            offices=OFFICES,
            tls=files,
        )
        return render(settings, credentials)

    server = NatsServer(tmp_path / "node", configure, tls=True)
    monitor.trust(credentials.authority)
    await server.start()
    try:
        url = server.url.replace("nats://", "tls://")
        client: Client = await connect(url, credentials, "kampar", AUDITOR)
        assert client.is_connected
        await client.close()
        Authority(credentials.folder / "ca.pem", tmp_path / "other.key").ensure()
        with pytest.raises(CertificateRefusedError):
            await connect(url, credentials, "kampar", AUDITOR)
    finally:
        await server.stop()
