"""Writes the streams of an office to a file as the server gives them, by plain nats-py."""

import asyncio
import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Final

from nats.aio.client import Client
from nats.aio.msg import Msg

_BATCH: Final = 500
_SECONDS: Final = 60.0


async def dump(clients: dict[str, Client], path: Path) -> None:
    """Write every fact stream and every notice; `clients` are auditors by office."""
    with path.open("w", encoding="utf-8") as file:
        for office, client in clients.items():
            names = ("PENGADUAN_{}_1", "NOMOR_{}", "KEBIJAKAN_{}", "LAPORAN_{}", "DISPOSISI_{}")
            for name in names:
                await _dump_stream(client, name.format(office), file)


async def _dump_stream(client: Client, stream: str, file: IO[str]) -> None:
    info = await client.request(f"$JS.API.STREAM.INFO.{stream}", b"", timeout=_SECONDS)
    state = json.loads(info.data)["state"]
    kept = {name: state.get(name, 0) for name in ("messages", "first_seq", "last_seq")}
    deleted = state.get("num_deleted", 0)
    _write(file, [{"stream": stream, "state": kept | {"num_deleted": deleted}}])
    after = 0
    while after < state["last_seq"] and (page := await _page(client, stream, after + 1)):
        _write(file, page)
        after = page[-1]["seq"]


async def _page(client: Client, stream: str, first: int) -> list[dict[str, Any]]:
    """The next messages, up to the end of one batch."""
    inbox = client.new_inbox()
    subscription = await client.subscribe(inbox)
    try:
        query = json.dumps({"seq": first, "batch": _BATCH}).encode()
        await client.publish(f"$JS.API.DIRECT.GET.{stream}", query, reply=inbox)
        found: list[dict[str, Any]] = []
        async with asyncio.timeout(_SECONDS):
            async for message in subscription.messages:
                if (message.headers or {}).get("Status"):
                    break
                found.append(_line(stream, message))
        return found
    finally:
        await subscription.unsubscribe()


def _line(stream: str, message: Msg) -> dict[str, Any]:
    headers = message.headers or {}
    return {
        "stream": stream,
        "seq": int(headers["Nats-Sequence"]),
        "subject": headers["Nats-Subject"],
        "data": base64.b64encode(message.data).decode(),
    }


def _write(file: IO[str], lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        file.write(json.dumps(line, separators=(",", ":")) + "\n")
