"""Keys by which an office's own website lodges complaints: only their digests are kept."""

import datetime as dt
import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from runtime.files import write_whole
from schemas.commands.base import Code, Digest

FOLDER: Final = "api"
"""In the folder of secrets: `<office>.json`, for the owner only."""

Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$(?!\n)")]


class ApiKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One website's key.

    Attributes:
        channel: By which channel of the policy its complaints come.
        digest: SHA-256 of the key, lower-case hex; the key has 256 random bits, so it needs
            no slower one.
    """

    name: Name
    channel: Code
    digest: Digest
    made_on: dt.date


class ApiKeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One office's keys."""

    keys: tuple[ApiKey, ...] = ()


class ApiKeysUnreadableError(Exception):
    """The file of keys is not what was written; nobody is let in by it."""

    code = "api_keys_unreadable"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Berkas kunci API {path} tidak terbaca ({reason}): kembalikan dari cadangan, atau "
            "hapus lalu buat kunci baru dengan `tuntas api-key add`."
        )


class ApiKeys:
    """The keys of all offices of an installation.

    Args:
        secrets: The folder of secrets.
    """

    def __init__(self, secrets: Path) -> None:
        self._folder = secrets / FOLDER
        self._read: dict[str, tuple[int, ApiKeyFile]] = {}

    def of(self, office: str) -> tuple[ApiKey, ...]:
        """An office's keys, as they stand in its file now.

        Raises:
            ApiKeysUnreadableError: The file is broken.
        """
        path = self._path(office)
        try:
            changed = path.stat().st_mtime_ns
            known = self._read.get(office)
            if known is None or known[0] != changed:
                file = msgspec.json.decode(path.read_bytes(), type=ApiKeyFile)
                known = self._read[office] = (changed, file)
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.DecodeError) as error:
            raise ApiKeysUnreadableError(path, type(error).__name__) from error
        return known[1].keys

    def find(self, office: str, key: str) -> ApiKey | None:
        """Whose key it is.

        Raises:
            ApiKeysUnreadableError: The file is broken.
        """
        digest = _digest(key)
        # Every one is compared, so that the time says nothing of which is nearly right.
        found = [one for one in self.of(office) if hmac.compare_digest(one.digest, digest)]
        return found[0] if found else None

    def add(self, office: str, name: str, channel: str, on: dt.date) -> str:
        """Make a key, in place of one of the same name; it is told only here.

        Raises:
            ApiKeysUnreadableError: The file is broken.
            msgspec.ValidationError: The name is none.
        """
        key = f"tuntas_{secrets.token_urlsafe(32)}"
        plain = {"name": name, "channel": channel, "digest": _digest(key), "made_on": on}
        made = msgspec.convert(plain, ApiKey)
        others = (one for one in self.of(office) if one.name != name)
        self._write(office, (*others, made))
        return key

    def revoke(self, office: str, name: str) -> bool:
        """Let nobody in by it any more; False where there is none of that name.

        Raises:
            ApiKeysUnreadableError: The file is broken.
        """
        kept = tuple(one for one in self.of(office) if one.name != name)
        if len(kept) == len(self.of(office)):
            return False
        self._write(office, kept)
        return True

    def _write(self, office: str, keys: tuple[ApiKey, ...]) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._path(office), msgspec.json.encode(ApiKeyFile(keys=keys)))
        self._read.pop(office, None)

    def _path(self, office: str) -> Path:
        return self._folder / f"{office}.json"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
