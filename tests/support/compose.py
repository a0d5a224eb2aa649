"""What compose.yaml tells each container, read without a library for YAML."""

import re

from tests.support.system import ROOT

FILE = ROOT / "compose.yaml"


class Compose:
    """The commands and environments of compose.yaml, its anchors followed."""

    def __init__(self) -> None:
        self._text = FILE.read_text(encoding="utf-8")

    def command(self, service: str) -> list[str]:
        """What the entry point of a container is given."""
        said = re.search(r"^ *command: \[(.*)\]$", self._service(service), re.MULTILINE)
        assert said is not None, service
        return [word.strip(' "') for word in said[1].split(",")]

    def environment(self, service: str) -> dict[str, str]:
        """The variables of a container."""
        body = self._service(service)
        while (told := re.search(r"^ *environment:(.*)$", body, re.MULTILINE)) is None:
            body = self._anchored(_alias(body))
        if told[1]:
            return _pairs(self._anchored(_alias(told[1])))
        own = _below(body, re.escape(told[0]))
        merged = re.search(r"<<: \*(\w+)", own)
        return (_pairs(self._anchored(merged[1])) if merged else {}) | _pairs(own)

    def _service(self, name: str) -> str:
        return _below(self._text.partition("\nservices:\n")[2], rf"  {name}:")

    def _anchored(self, name: str) -> str:
        return _below(self._text, rf"\S.* &{name}")


def _below(text: str, heading: str) -> str:
    """The lines under a heading that stand further in than it."""
    found = re.search(rf"^( *){heading.lstrip()}$\n((?:\1 +.*\n|\s*\n)*)", text, re.MULTILINE)
    assert found is not None, heading
    return found[2]


def _alias(text: str) -> str:
    found = re.search(r"\*(\w+)", text)
    assert found is not None, text
    return found[1]


def _pairs(body: str) -> dict[str, str]:
    """What is left to .env stands at what compose.yaml puts in its place."""
    told = re.findall(r"^ *([A-Z_]+): (.+)$", body, re.MULTILINE)
    return {name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value) for name, value in told}
