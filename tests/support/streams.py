"""Reads streams raw, as the server hands them out: subjects, headers and payloads."""

import base64
from typing import Any, NamedTuple

import msgspec
from nats.aio.client import Client

NO_MESSAGE = 10037


class Stored(NamedTuple):
    """One message of a stream."""

    sequence: int
    subject: str
    headers: bytes
    payload: bytes


async def stored_in(client: Client, stream: str, subject: str = ">") -> list[Stored]:
    """Everything that lies in a stream under a subject, by the leader's own word."""
    found: list[Stored] = []
    while True:
        after = found[-1].sequence + 1 if found else 1
        query = msgspec.json.encode({"seq": after, "next_by_subj": subject})
        reply = await client.request(f"$JS.API.STREAM.MSG.GET.{stream}", query, timeout=5)
        answer: dict[str, Any] = msgspec.json.decode(reply.data)
        if "error" in answer:
            assert answer["error"]["err_code"] == NO_MESSAGE, answer
            return found
        message = answer["message"]
        found.append(
            Stored(
                message["seq"],
                message["subject"],
                base64.b64decode(message.get("hdrs", "")),
                base64.b64decode(message.get("data", "")),
            )
        )


async def last_sequences(client: Client, streams: tuple[str, ...]) -> dict[str, int]:
    """How far each stream has come."""
    last: dict[str, int] = {}
    for stream in streams:
        reply = await client.request(f"$JS.API.STREAM.INFO.{stream}", b"", timeout=5)
        last[stream] = msgspec.json.decode(reply.data)["state"]["last_seq"]
    return last
