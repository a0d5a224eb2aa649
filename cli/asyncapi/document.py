"""The document itself, AsyncAPI 3.0: channels, operations, messages of one OPD at one office."""

from typing import Any, Final, TypeAlias

import msgspec

from cli.asyncapi.shapes import schemas_of
from policy.permissions import EVERYWHERE
from runtime import topology
from runtime.program import VERSION
from schemas.answers import Done, Refused
from schemas.commands import DispositionCommand
from schemas.commands.base import Command
from schemas.records import DispositionNotice

Node: TypeAlias = dict[str, Any]
OFFICE: Final = "office-here"
OPD: Final = "opd-here"
# Who speaks is told by the connection; what others are handed never comes to an OPD.
WITHOUT: Final = frozenset({"by", "receipt", "identity"})
PULL: Final[Node] = {
    "type": "object",
    "title": "PullRequest",
    "description": "How many notices are wanted, and how long the server waits for them.",
    "properties": {
        "batch": {"type": "integer", "minimum": 1},
        "expires": {"type": "integer", "minimum": 0, "description": "Nanoseconds."},
        "no_wait": {"type": "boolean", "default": False},
    },
    "required": ["batch"],
}
ACKNOWLEDGED: Final[Node] = {
    "type": "string",
    "title": "Acknowledged",
    "description": "The reply subject of a notice gets these four bytes; else it comes again.",
    "const": "+ACK",
}
ABOUT: Final = """\
How an OPD takes its dispositions into its own system: over NATS, with the nkey seed that the \
office hands over, in an account that holds these imports and nothing else. A notice holds \
ids, codes and dates, no text. What the disposition asks is read by `ReadDisposition`, and each \
reading is recorded. Who the reporter is never comes here. Say a command again with the same \
`command_id` when no answer came: it is done once."""


def commands() -> tuple[type[Command], ...]:
    """The commands that an OPD may say, by the table of permissions."""
    known: tuple[type[Command], ...] = DispositionCommand.__args__
    return tuple(one for one in known if "opd" in EVERYWHERE.rows[one.__name__].roles)


def document() -> Node:
    """The whole document; it follows from the code alone."""
    said = commands()
    pull, acknowledge, _ = topology.opd_subjects(OFFICE, OPD)
    caller = topology.opd_caller(OPD)
    channels = {
        "pull": _channel(pull, "Ask for notices.", "PullRequest"),
        "notices": _channel(None, "What was pulled comes to your inbox.", "DispositionNotice"),
        "acknowledge": _channel(acknowledge, "The reply subject of each notice.", "Acknowledged"),
        "answers": _channel(None, "Every command is answered to your inbox.", "Done", "Refused"),
    }
    for one in said:
        subject = topology.command_subject(OFFICE, caller, "disposition", one.__name__)
        channels[one.__name__] = _channel(subject, _summary(one), one.__name__)
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Tuntas for OPDs", "version": VERSION, "description": ABOUT},
        "defaultContentType": "application/json",
        "servers": {"office": _server()},
        "channels": channels,
        "operations": _operations(said),
        "components": {
            "messages": _messages(said),
            "schemas": {
                **schemas_of([DispositionNotice, Done, Refused, *said], WITHOUT),
                "PullRequest": PULL,
                "Acknowledged": ACKNOWLEDGED,
            },
            "securitySchemes": {
                "nkey": {
                    "type": "userPassword",
                    "description": "An nkey: the server's challenge is signed with the seed.",
                }
            },
        },
    }


def encoded() -> bytes:
    """The document as a file."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=2) + b"\n"


def _server() -> Node:
    return {
        "host": "{host}",
        "protocol": "nats",
        "description": "TLS, with the office's `ca.pem`, wherever it is not one's own machine.",
        "variables": {"host": {"description": "What `tuntas opd add` printed."}},
        "security": [{"$ref": "#/components/securitySchemes/nkey"}],
    }


def _channel(subject: str | None, description: str, *messages: str) -> Node:
    address = subject and subject.replace(OFFICE, "{office}").replace(OPD, "{opd}")
    if address is not None:
        address = address.replace(".>", ".{delivery}")
    told = {
        "office": "The office's code, like kampar.",
        "opd": "The OPD's code in the office's policy, like dinkes.",
        "delivery": "Several tokens that the server makes; take the reply subject as it is.",
    }
    named = {name: {"description": text} for name, text in told.items()}
    parameters = {name: said for name, said in named.items() if f"{{{name}}}" in (address or "")}
    return {
        "address": address,
        "description": description,
        "messages": {one: {"$ref": f"#/components/messages/{one}"} for one in messages},
        **({"parameters": parameters} if parameters else {}),
    }


def _operations(said: tuple[type[Command], ...]) -> Node:
    found = {
        "pullNotices": _operation("pull", "Pull what waits.", "PullRequest", "notices"),
        "acknowledgeNotice": _operation("acknowledge", "Say that it is done.", "Acknowledged"),
    }
    for one in said:
        name = one.__name__
        found[f"say{name}"] = _operation(name, _summary(one), name, "answers")
    return found


def _operation(channel: str, summary: str, message: str, reply: str | None = None) -> Node:
    place = f"#/channels/{channel}"
    answered = {
        "reply": {
            "address": {
                "location": "$message.header#/reply",
                "description": "The inbox that the client makes for a request.",
            },
            "channel": {"$ref": f"#/channels/{reply}"},
        }
    }
    return {
        "action": "send",
        "summary": summary,
        "channel": {"$ref": place},
        "messages": [{"$ref": f"{place}/messages/{message}"}],
        **(answered if reply else {}),
    }


def _messages(said: tuple[type[Command], ...]) -> Node:
    names = ["PullRequest", "DispositionNotice", "Acknowledged", "Done", "Refused"]
    return {
        name: {"name": name, "payload": {"$ref": f"#/components/schemas/{name}"}}
        for name in (*names, *(one.__name__ for one in said))
    }


def _summary(one: type[Command]) -> str:
    return (one.__doc__ or "").partition("\n")[0]
