"""How people reach the portal, as the environment says it."""

from typing import Any

import pytest
from litestar.connection import ASGIConnection

from cli.portal import PortalFrontError, front
from portal.front import Front, client_of, front_of


def coming_from(host: str) -> Any:
    return ASGIConnection({"type": "http", "client": (host, 1), "headers": []})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.7"),
        ("kantor", "kantor"),
    ],
)
def test_one_client_is_an_address_or_a_network_of_the_new_kind(host: str, client: str) -> None:
    assert client_of(coming_from(host)) == client


def test_an_address_and_proxies_are_read_as_they_are_written() -> None:
    found = front_of("https://pengaduan.example.go.id/", "127.0.0.1, 10.0.0.0/8")

    assert found == Front("https://pengaduan.example.go.id", ("127.0.0.1", "10.0.0.0/8"))
    assert found.secure


@pytest.mark.parametrize(
    ("url", "proxies"),
    [
        ("pengaduan.example.go.id", ""),
        ("https://a.id/portal", ""),
        ("ftp://a.id", ""),
        ("", "*"),
        ("", "10.0.0.1/8"),
        ("", "perantara"),
    ],
)
def test_what_cannot_be_believed_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str, proxies: str
) -> None:
    monkeypatch.setenv("TUNTAS_PORTAL_URL", url)
    monkeypatch.setenv("TUNTAS_PROXIES", proxies)

    with pytest.raises(PortalFrontError):
        front()
