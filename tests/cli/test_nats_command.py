"""`tuntas nats`: what it writes is what servers take, and it changes only what it says."""

import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from cli.commands import nats as commands
from cli.session import Session
from runtime.credentials import ADMIN, Credentials
from runtime.embedded import embedded
from runtime.home import Home
from runtime.nats_binary import find_binary
from runtime.scaled import NODES, set_up
from runtime.streams import streams
from tests.support.servers import OFFICES, OfficeServer, connected

NODE_NAMES = ("kantor-a", "kantor-b", "kantor-c")
ALONE = ("nats-server.conf",)
CLUSTER = tuple(f"{node}.conf" for node in NODE_NAMES)
LISTENS = re.compile(r'^\s*(?:listen|http|https): "(.+):\d+"$', re.MULTILINE)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    for name in ("TUNTAS_NATS_URL", "TUNTAS_MONITOR_URL", "TUNTAS_SECRETS"):
        monkeypatch.delenv(name, raising=False)
    return Session(tmp_path / "home")


@pytest.fixture(params=[(), NODE_NAMES], ids=["alone", "cluster"])
def written(request: pytest.FixtureRequest, session: Session, tmp_path: Path) -> dict[str, Path]:
    """The configurations by name."""
    commands.config(to=tmp_path / "to", cluster=request.param, session=session)
    return {path.name: path for path in (tmp_path / "to").glob("*.conf")}


def test_there_is_one_file_for_each_server(written: dict[str, Path]) -> None:
    assert tuple(sorted(written)) in (ALONE, CLUSTER)


@pytest.mark.real
def test_the_server_takes_every_one(written: dict[str, Path]) -> None:
    assert written
    for path in written.values():
        command = [find_binary(), "-c", path, "-t"]
        tried = subprocess.run(command, capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr


def test_nobody_comes_in_without_a_key_and_nothing_else_listens(written: dict[str, Path]) -> None:
    assert written
    for path in written.values():
        text = path.read_text()
        words = set(re.findall(r"[a-z_]+", text))
        assert not words & {"no_auth_user", "allow_responses", "websocket", "mqtt", "leafnodes"}
        assert not words & {"token", "auth_callout", "operator", "resolver"}
        users = text.count("nkey: U")
        assert users == text.count("permissions: {") > 0
        assert users == text.count("publish: { allow:") == text.count("subscribe: { allow:")


def test_limits_stand_on_payload_connections_and_subscriptions(written: dict[str, Path]) -> None:
    assert written
    for path in written.values():
        text = path.read_text()
        for limit in ("max_payload", "max_connections", "max_subscriptions", "max_control_line"):
            assert re.search(rf"^{limit}: \d+", text, re.MULTILINE), limit
        for office in OFFICES:
            account = text[text.index(f'  "{office}" {{') :]
            limits = account[account.index("limits {") : account.index("users: [")]
            assert "max_connections: " in limits
            assert "max_subscriptions: " in limits


def test_one_server_listens_on_this_machine_alone(session: Session, tmp_path: Path) -> None:
    commands.config(to=tmp_path, session=session)

    text = (tmp_path / "nats-server.conf").read_text()
    assert LISTENS.findall(text) == ["127.0.0.1", "127.0.0.1"]
    assert "cluster {" not in text


def test_what_leaves_a_machine_is_encrypted(session: Session, tmp_path: Path) -> None:
    commands.config(to=tmp_path, cluster=NODE_NAMES, session=session)

    for node in NODE_NAMES:
        text = (tmp_path / f"{node}.conf").read_text()
        clients, routes = text.split("\ncluster {", 1)
        assert "\ntls {" in clients
        assert "handshake_first: true" in clients
        assert "  tls {" in routes[: routes.index("\n}")]
        assert f'cert_file: "{tmp_path}/{node}.pem"' in text


def test_it_is_written_by_whom_the_embedded_mode_and_setup_use(
    session: Session, tmp_path: Path
) -> None:
    home = session.home
    commands.config(to=tmp_path, session=session)
    server = embedded(tmp_path, Credentials(home.secrets / "nats"), sorted(OFFICES))
    server.write_config()
    commands.config(to=tmp_path / "c", cluster=NODES, session=session)
    before = (tmp_path / "c" / "nats-2.conf").read_bytes()
    set_up(tmp_path / "c", home.secrets, sorted(OFFICES))

    # Only the ports are chosen at each start.
    ports = re.compile(rb":\d+\"")
    both = (tmp_path / "nats-server.conf").read_bytes(), server.config.read_bytes()
    assert len({ports.sub(b"", text) for text in both}) == 1
    assert (tmp_path / "c" / "nats-2.conf").read_bytes() == before


def test_a_second_time_nothing_is_written(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.config(to=tmp_path, cluster=NODE_NAMES, as_json=True, session=session)
    assert msgspec.json.decode(capsys.readouterr().out)["written"]
    commands.config(to=tmp_path, cluster=NODE_NAMES, as_json=True, session=session)
    assert msgspec.json.decode(capsys.readouterr().out) == {"written": []}


@pytest.mark.real
async def test_a_dry_run_tells_what_apply_then_does(
    server: OfficeServer,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Home(session.home.root).prepare()
    monkeypatch.setenv("TUNTAS_NATS_URL", server.nats.url)
    monkeypatch.setenv("TUNTAS_SECRETS", str(session.home.root / "keys"))
    (session.home.root / "keys").mkdir()
    (session.home.root / "keys" / "nats").symlink_to(server.credentials.folder)
    async with connected(server, "kampar", ADMIN) as admin:
        await admin.jetstream().update_stream(streams("kampar")[0].evolve(max_msgs=7))

    said = []
    for dry_run in (True, False, True):
        await commands.apply(dry_run=dry_run, session=session)
        said.append(capsys.readouterr().out)

    assert "kampar: penyimpanan AKAN diubah PENGADUAN_kampar_1\n  max_msgs: 7 -> -1\n" in said[0]
    assert "kampar: penyimpanan diubah PENGADUAN_kampar_1\n  max_msgs: 7 -> -1\n" in said[1]
    assert said[2] == "Semua sudah sesuai; tidak ada yang akan diubah.\n"
