"""What can be wrong with what is said about a key of the API."""

from cli.errors import CommandError


class ApiKeyNameError(CommandError):
    """A key of the API has no such name, or none can be called so."""

    code = "api_key_name"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nama kunci {name!r} tidak dapat dipakai atau tidak ada: tulis huruf kecil, angka dan "
            "tanda hubung, dan lihat yang ada dengan `tuntas api-key list`."
        )
        self.name = name


class ApiKeyChannelError(CommandError):
    """The office has no such channel."""

    code = "api_key_channel"

    def __init__(self, channel: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Saluran {channel!r} tidak ada di kebijakan: pilih {', '.join(known)}.")
        self.channel = channel
