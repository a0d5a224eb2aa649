"""Fetches files from Meta: first where one lies, then its bytes, and only from hosts allowed."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx2
import msgspec

from policy.doors import WhatsAppDoor, load_doors
from policy.errors import PolicyError
from services.intake.inbox.fetching import MediaLaterError, MediaRefusedError
from services.intake.inbox.port import Attached, Raw

SECONDS: Final = 20.0
_LARGEST_ANSWER: Final = 64 * 1024
_GONE: Final = frozenset({404, 410})
_OK: Final = 200
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,200}")
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Found(msgspec.Struct, frozen=True):
    """Where a file lies, as Meta says."""

    url: str
    sha256: str | None = None
    file_size: int | None = None


@dataclass(frozen=True, slots=True)
class WhatsAppMedia:
    """One office's.

    Attributes:
        secrets: The folder of the secrets; the token may be changed while this runs.
        most: The largest file that an office takes, in bytes.
    """

    secrets: Path
    office: str
    most: int

    async def fetch(self, raw: Raw, file: Attached) -> bytes:
        """The bytes of a file.

        Raises:
            MediaLaterError: Not now.
            MediaRefusedError: Never.
        """
        door = self._door(raw.account)
        if file.remote is None or not _NAME.fullmatch(file.remote):
            raise MediaRefusedError("name")
        # What redirects elsewhere is not followed: a host is allowed by its own name only.
        async with httpx2.AsyncClient(timeout=SECONDS, follow_redirects=False) as client:
            told = await self._got(client, door, f"{door.url}/{file.remote}", _LARGEST_ANSWER)
            try:
                found = msgspec.json.decode(told, type=Found)
            except msgspec.DecodeError as error:
                raise MediaLaterError from error
            if found.file_size is not None and found.file_size > self.most:
                raise MediaRefusedError("too_large")
            data = await self._got(client, door, found.url, self.most)
        if found.sha256 is not None and hashlib.sha256(data).hexdigest() != found.sha256.lower():
            raise MediaLaterError
        return data

    async def _got(
        self, client: httpx2.AsyncClient, door: WhatsAppDoor, url: str, most: int
    ) -> bytes:
        check_host(url, door)
        headers = {"authorization": f"Bearer {door.token}"}
        got = bytearray()
        try:
            async with client.stream("GET", url, headers=headers) as response:
                if response.status_code in _GONE:
                    raise MediaRefusedError("gone")
                if response.status_code != _OK:
                    raise MediaLaterError
                async for piece in response.aiter_bytes():
                    got += piece
                    if len(got) > most:
                        raise MediaRefusedError("too_large")
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise MediaLaterError from error
        return bytes(got)

    def _door(self, account: str) -> WhatsAppDoor:
        try:
            doors = load_doors(self.secrets, self.office)
        except PolicyError as error:
            raise MediaLaterError from error
        found = next((door for door in doors.whatsapp if door.account == account), None)
        if found is None or found.token is None:
            raise MediaLaterError
        return found


def check_host(url: str, door: WhatsAppDoor) -> None:
    """Let only allowed hosts be asked, over TLS where they are not this machine.

    Raises:
        MediaRefusedError: It is another one.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise MediaRefusedError("host") from error
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if host is None or host not in door.hosts or not safe or parts.username is not None:
        raise MediaRefusedError("host")
