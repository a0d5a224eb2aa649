"""Makes, lists and revokes the keys by which an office's own website lodges complaints."""

from typing import TYPE_CHECKING, Literal

from cli.screen import say, show_json, show_text
from cli.session import AsJson, InSession, Session

if TYPE_CHECKING:
    from runtime.api_keys import ApiKeys


async def api_key(
    action: Literal["add", "list", "revoke"],
    office: str,
    name: str | None = None,
    /,
    *,
    channel: str = "website",
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Make, list or revoke the keys of an office's own website for the HTTP API.

    A running portal takes it over at once. The key is printed once and kept nowhere; what is
    kept is its digest.

    Args:
        action: add: a key, in place of one of the same name. list: which there are. revoke: let
            nobody in by it any more.
        office: The office's code.
        name: What the key is called: small letters, digits and hyphens.
        channel: By which channel of the office's policy its complaints come.
        as_json: Print JSON.
        session: Where the installation lies.
    """
    from runtime.api_keys import ApiKeys  # noqa: PLC0415 - keeps `--help` quick

    keys = ApiKeys(session.home.secrets)
    _check(session, office, channel)
    if action == "list":
        _list(keys, office, as_json=as_json)
    elif action == "add":
        _add(keys, office, name, channel, as_json=as_json)
    else:
        _revoke(keys, office, name)


def _list(keys: "ApiKeys", office: str, *, as_json: bool) -> None:
    found = keys.of(office)
    if as_json:
        plain = [
            {"name": one.name, "channel": one.channel, "made_on": one.made_on} for one in found
        ]
        show_json({"keys": plain})
        return
    for one in found:
        show_text(f"{one.name}: saluran {one.channel}, dibuat {one.made_on.isoformat()}\n")
    if not found:
        say("Belum ada kunci API.")


def _add(keys: "ApiKeys", office: str, name: str | None, channel: str, *, as_json: bool) -> None:
    import datetime as dt  # noqa: PLC0415 - keeps `--help` quick

    import msgspec  # noqa: PLC0415 - the same

    from cli.api_key_errors import ApiKeyNameError  # noqa: PLC0415 - the same

    try:
        key = keys.add(office, name or "", channel, dt.datetime.now(dt.UTC).date())
    except msgspec.ValidationError as error:
        raise ApiKeyNameError(name or "") from error
    if as_json:
        show_json({"name": name, "key": key})
    else:
        show_text(f"{key}\n")
        say("Kunci ini hanya tampil sekali: simpan di situs web kantor, jangan di alamat (URL).")


def _revoke(keys: "ApiKeys", office: str, name: str | None) -> None:
    from cli.api_key_errors import ApiKeyNameError  # noqa: PLC0415 - keeps `--help` quick

    if not keys.revoke(office, name or ""):
        raise ApiKeyNameError(name or "")
    say(f"Kunci {name} tidak berlaku lagi.")


def _check(session: Session, office: str, channel: str) -> None:
    from cli.api_key_errors import ApiKeyChannelError  # noqa: PLC0415 - keeps `--help` quick
    from cli.errors import UnknownOfficeError  # noqa: PLC0415 - the same
    from cli.policies import policies_of  # noqa: PLC0415 - the same

    known = policies_of(session.home)
    if office not in known:
        raise UnknownOfficeError(office, tuple(known))
    channels = tuple(one.code for one in known[office].policy.channels)
    if channel not in channels:
        raise ApiKeyChannelError(channel, channels)
