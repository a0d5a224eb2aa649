"""Where in a TOML file a value stands, so that an error can name the line."""

import re

TABLE = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
KEY = re.compile(r"""\s*([\w-]+|"[^"]+")\s*=\s*(.*)""")
ELEMENT = re.compile(r"""\s*[\[{"'\d]""")
INDEX = re.compile(r"\[\d+\]")


class _Reader:
    """Walks a file's lines and notes the path that begins on each."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {"$": 1}
        self._sizes: dict[str, int] = {}
        self._table = "$"
        self._array: str | None = None

    def read(self, number: int, line: str) -> None:
        if self._array is not None:
            self._inside_array(number, line, self._array)
        elif table := TABLE.match(line):
            self._open_table(number, table[2].split("."), repeated=table[1] == "[[")
        elif key := KEY.match(line):
            self._open_key(number, key[1].strip('"'), key[2])

    def _open_table(self, number: int, names: list[str], *, repeated: bool) -> None:
        path = "$"
        for name in names[:-1]:
            path = self._last_of(f"{path}.{name}")
        path = f"{path}.{names[-1]}"
        self._table = self._next_of(path) if repeated else path
        self.found.setdefault(path, number)
        self.found.setdefault(self._table, number)

    def _open_key(self, number: int, name: str, value: str) -> None:
        path = f"{self._table}.{name}"
        self.found.setdefault(path, number)
        if value.startswith("[") and "]" not in value:
            self._array = path

    def _inside_array(self, number: int, line: str, array: str) -> None:
        if line.lstrip().startswith("]"):
            self._array = None
        elif ELEMENT.match(line):
            self.found[self._next_of(array)] = number

    def _next_of(self, path: str) -> str:
        size = self._sizes.get(path, 0)
        self._sizes[path] = size + 1
        return f"{path}[{size}]"

    def _last_of(self, path: str) -> str:
        size = self._sizes.get(path)
        return f"{path}[{size - 1}]" if size else path


class Lines:
    """Where everything in one file stands."""

    def __init__(self, text: str) -> None:
        reader = _Reader()
        for number, line in enumerate(text.splitlines(), 1):
            reader.read(number, line)
        self._found = reader.found

    def of(self, path: str) -> int:
        """The line of a path such as `$.rules[3].amount`, or of the nearest thing around it."""
        while path not in self._found:
            path = _around(path)
        return self._found[path]


def _around(path: str) -> str:
    if path.endswith("]"):
        return path[: path.rindex("[")]
    return path.rpartition(".")[0] or "$"
