"""The text of the configuration."""

import stat
from pathlib import Path

import pytest

from runtime.credentials import USERS, Credentials
from runtime.nats_config import Address, Cluster, ServerSettings, TLSFiles, render
from tests.support.servers import OfficeServer


@pytest.fixture
def credentials(tmp_path: Path) -> Credentials:
    made = Credentials(tmp_path / "keys")
    made.ensure(["kampar", "banten"])
    return made


def settings(cluster: Cluster | None = None, tls: TLSFiles | None = None) -> ServerSettings:
    return ServerSettings(
        name="node",
        store=Path("/var/lib/tuntas"),
        client=Address("127.0.0.1", 4222),
        monitor=Address("127.0.0.1", 8222),
        offices=("kampar", "banten"),
        cluster=cluster,
        tls=tls,
    )


@pytest.mark.parametrize(
    "word", ["no_auth_user", "allow_responses", "deny", "websocket", "mqtt", "leafnodes"]
)
def test_what_would_open_a_back_door_is_not_in_it(credentials: Credentials, word: str) -> None:
    assert word not in render(settings(), credentials)


def test_it_holds_every_public_key(credentials: Credentials) -> None:
    text = render(settings(), credentials)
    keys = [credentials.public(o, u) for o in ("kampar", "banten") for u in USERS]
    assert [key for key in keys if key not in text] == []


def test_it_holds_no_seed(credentials: Credentials) -> None:
    text = render(settings(), credentials)
    seeds = [credentials.seed(o, u) for o in ("kampar", "banten") for u in USERS]
    assert [seed for seed in seeds if seed in text] == []


def test_it_writes_to_disk_before_it_acknowledges(credentials: Credentials) -> None:
    assert "sync_interval: always" in render(settings(), credentials)


def test_the_nodes_of_a_cluster_know_each_other_by_a_secret(credentials: Credentials) -> None:
    here, there = Address("10.0.0.1", 6222), Address("10.0.0.2", 6222)
    text = render(settings(Cluster("tuntas", here, (here, there))), credentials)
    assert f"nats-route://route:{credentials.route_secret()}@10.0.0.2:6222" in text


def test_with_certificates_clients_and_routes_are_encrypted(credentials: Credentials) -> None:
    here = Address("10.0.0.1", 6222)
    tls = TLSFiles(Path("/tls/cert.pem"), Path("/tls/key.pem"), Path("/tls/ca.pem"))
    text = render(settings(Cluster("tuntas", here, (here,)), tls), credentials)
    assert text.count('ca_file: "/tls/ca.pem"') == 2


@pytest.mark.real
async def test_configuration_and_log_are_for_the_owner_only(server: OfficeServer) -> None:
    files = (server.nats.config, server.nats.log)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
