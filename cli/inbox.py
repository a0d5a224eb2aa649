"""What the command `inbox` is told, and what it hands over."""

from typing import TYPE_CHECKING, Final

from cli.answers import expect
from cli.errors import CommandError
from cli.person import person
from schemas.commands.inbox import KeepMessage
from schemas.inbox_views import KeptLine, MessagesKept
from schemas.queries import ShowCase
from schemas.views import HistoryView

if TYPE_CHECKING:
    from cli.ask import Asker
    from cli.gammu import Sms
    from policy.doors import GammuDoor
    from runtime.home import Home

GAMMU: Final = "gammu"


class MessageMissingError(CommandError):
    """It was not said which message."""

    code = "message_missing"

    def __init__(self) -> None:
        super().__init__("Sebut id pesan dari `tuntas inbox list`.")


class ReasonMissingError(CommandError):
    """It was not said why a message is dismissed."""

    code = "reason_missing"

    def __init__(self) -> None:
        super().__init__("Sebut mengapa pesan itu disisihkan dengan --because.")


class NoSuchDoorError(CommandError):
    """The office has no such modem."""

    code = "no_such_door"

    def __init__(self, accounts: tuple[str, ...]) -> None:
        known = ", ".join(accounts) or "belum ada satu pun"
        super().__init__(
            "Sebut modem mana dengan --account, seperti tertulis di [[gammu]] dalam masuk.toml "
            f"({known})."
        )
        self.accounts = accounts


def named(which: tuple[str, ...]) -> str:
    """The only message that was named.

    Raises:
        MessageMissingError: None was, or several.
    """
    if len(which) != 1:
        raise MessageMissingError
    return which[0]


async def complaint_of(ask: "Asker", number: str) -> str:
    """The id of the complaint of a number."""
    return expect(HistoryView, await ask.current(ShowCase(number=number))).case.pengaduan_id


def modem(home: "Home", office: str, account: str | None) -> "GammuDoor":
    """The modem that is meant: the only one, or the one of that name.

    Raises:
        NoSuchDoorError: There is none.
        PolicyError: `masuk.toml` cannot be used.
    """
    from policy.doors import load_doors  # noqa: PLC0415 - keeps `--help` quick

    doors = load_doors(home.secrets, office).gammu
    meant = [door for door in doors if account in {None, door.account}]
    if len(meant) != 1:
        raise NoSuchDoorError(tuple(door.account for door in doors))
    return meant[0]


def say_what_is_wrong(home: "Home", office: str) -> None:
    """Tell of a `masuk.toml` that cannot be used, for then nothing comes in by its doors."""
    from cli.screen import complain  # noqa: PLC0415 - keeps `--help` quick
    from policy.doors import load_doors  # noqa: PLC0415 - the same
    from policy.errors import PolicyError  # noqa: PLC0415 - the same

    try:
        load_doors(home.secrets, office)
    except PolicyError as error:
        complain(str(error))


async def hand_over(ask: "Asker", door: "GammuDoor", sms: "Sms") -> tuple[KeptLine, ...]:
    """Have one SMS kept; said again it is kept once.

    Raises:
        RefusedByServiceError: It is not taken.
    """
    order = KeepMessage(
        by=person(),
        adapter=GAMMU,
        account=door.account,
        channel=door.channel,
        source=sms.source,
        content_type="application/json",
        body=sms.body,
    )
    return expect(MessagesKept, await ask.inbox(order)).messages
