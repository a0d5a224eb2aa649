"""The document for those who connect is made from the code, whole, and of one piece."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cli.asyncapi.document import commands, document, encoded
from cli.asyncapi.page import page
from cli.asyncapi.shapes import refs_in, schemas_of
from runtime import topology
from schemas.answers import Done
from tests.support import samples

DOCS = Path(__file__).parents[2] / "docs"
WRITE = "run `python -m cli.asyncapi docs`"
DOCUMENT = document()
SCHEMAS = DOCUMENT["components"]["schemas"]


def resolved(ref: str) -> Any:
    assert ref.startswith("#/")
    node: Any = DOCUMENT
    for step in ref[2:].split("/"):
        node = node[step]
    return node


def test_the_document_is_written_from_the_code() -> None:
    assert (DOCS / "asyncapi.json").read_bytes() == encoded(), WRITE


def test_the_page_is_written_from_the_document() -> None:
    assert (DOCS / "asyncapi.html").read_text(encoding="utf-8") == page(DOCUMENT), WRITE


def test_every_reference_leads_somewhere() -> None:
    refs = list(refs_in(DOCUMENT))
    assert len(refs) > 20
    assert [ref for ref in refs if not resolved(ref)] == []


def test_an_opd_says_four_commands() -> None:
    assert [one.__name__ for one in commands()] == [
        "Accept",
        "Return",
        "Clarify",
        "ReadDisposition",
    ]


def test_the_addresses_are_those_that_an_opd_may_use() -> None:
    addresses = [channel["address"] for channel in DOCUMENT["channels"].values()]
    named = [
        address.replace("{office}", "kampar").replace("{opd}", "dinkes").replace("{delivery}", "1")
        for address in addresses
        if address is not None
    ]
    allowed = [
        re.escape(subject).replace(">", ".+")
        for subject in topology.opd_subjects("kampar", "dinkes")
    ]
    assert len(named) == 6
    assert [one for one in named if not any(re.fullmatch(each, one) for each in allowed)] == []


def test_nothing_tells_of_who_a_reporter_is() -> None:
    fields = {name for schema in SCHEMAS.values() for name in schema.get("properties", {})}
    assert fields & {"nik", "phone", "name", "identity", "receipt", "by"} == set()
    assert not {"IdentityShown", "Receipt", "Claim"} & set(SCHEMAS)


def test_every_field_of_a_notice_is_described() -> None:
    properties = SCHEMAS["DispositionNotice"]["properties"]
    told = msgspec.to_builtins(samples.notice())
    assert set(properties) == set(told)
    assert [name for name, said in properties.items() if not said.get("description")] == []


def test_a_field_that_is_described_over_two_lines_is_told_whole() -> None:
    told = schemas_of([Done])["Done"]["properties"]["position"]["description"]
    assert told == "Where a view must be to show it; null when nothing was ever written."


@pytest.mark.parametrize("sign", ["http:", "https:", "//", "<script", "src=", "@import", "url("])
def test_the_page_needs_no_network(sign: str) -> None:
    assert sign not in page(DOCUMENT)


def test_every_link_of_the_page_leads_to_a_place_on_it() -> None:
    html = page(DOCUMENT)
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert len(links) > 10
    assert links - set(re.findall(r'id="([^"]+)"', html)) == set()
