"""Connects OPDs that take their dispositions themselves."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from cyclopts import Parameter

from cli.screen import show_json, show_text
from cli.session import AsJson, InSession, Session

if TYPE_CHECKING:
    from cli.opds import Change, Effect

_DONE: Final = {
    "add": "tersambung",
    "rotate": "berganti kunci; kunci lama tidak berlaku lagi",
    "revoke": "diputus; kuncinya tidak berlaku lagi",
}
_BY_HAND: Final = (
    "Belum berlaku di gugus NATS: jalankan `tuntas setup` ke folder konfigurasinya, salin ke "
    "setiap server, lalu jalankan ulang server satu per satu.\n"
)


async def opd(
    action: Literal["add", "rotate", "revoke", "list"],
    office: str,
    code: str | None = None,
    /,
    *,
    to: Annotated[Path | None, Parameter(name="--to")] = None,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Connect OPDs that take their dispositions themselves over NATS, or cut them off.

    A running embedded system takes it over at once. The seed is written to one file for you to
    hand over, and kept nowhere else.

    Args:
        action: add: a key and a consumer for an OPD. rotate: a new key, the old one is useless.
            revoke: no key, and what is connected is cut. list: who is connected.
        office: The office's code.
        code: The OPD's code in the office's policy.
        to: The file for the seed (default: OFFICE_CODE.nk here).
        as_json: Print JSON.
        session: How to reach the system.
    """
    if action == "list":
        _list(session, office, as_json=as_json)
        return
    from cli.errors import OPDMissingError  # noqa: PLC0415 - keeps `--help` quick

    if code is None:
        raise OPDMissingError
    await _change(session, action, office, code, to, as_json=as_json)


def _list(session: Session, office: str, *, as_json: bool) -> None:
    from cli.opds import policy_of  # noqa: PLC0415 - keeps `--help` quick

    labels = {opd.code: opd.label for opd in policy_of(session.home, office).opds}
    connected = session.home.credentials.opds.of(office)
    if as_json:
        show_json({"opds": connected})
        return
    for opd in connected:
        label = labels.get(opd.code, "tidak lagi disebut dalam kebijakan")
        show_text(f"{opd.code}: {label} ({opd.public})\n")
    if not connected:
        show_text(f"Belum ada OPD yang tersambung ke kantor {office}.\n")


async def _change(
    session: Session, change: "Change", office: str, code: str, to: Path | None, *, as_json: bool
) -> None:
    from cli.opds import admit, check_change, take_effect  # noqa: PLC0415 - the same

    check_change(session.home, change, office, code)
    seed = None if change == "revoke" else to or Path(f"{office}_{code}.nk")
    if seed is None:
        session.home.credentials.opds.dismiss(office, code)
    else:
        admit(session.home, office, code, seed)
    effect = await take_effect(session, office)
    if as_json:
        show_json({"opd": code, "seed": seed and str(seed), **_handed_over(office, code, effect)})
        return
    show_text(f"OPD {code} kantor {office} {_DONE[change]}.\n")
    if seed is not None:
        show_text(f"Serahkan kepada OPD lewat jalan yang aman, lalu hapus di sini: {seed}\n")
        for name, value in _handed_over(office, code, effect).items():
            show_text(f"  {name}: {value}\n")
    if not effect.at_once:
        show_text(_BY_HAND)


def _handed_over(office: str, code: str, effect: "Effect") -> dict[str, str | bool]:
    from runtime import topology  # noqa: PLC0415 - the same

    caller = topology.opd_caller(code)
    return {
        "nats": effect.url,
        "stream": topology.relay_stream(office),
        "consumer": caller,
        "commands": topology.command_subject(office, caller, "disposition", "COMMAND").removesuffix(
            "COMMAND"
        ),
        "in_force": effect.at_once,
    }
