"""The document as one page that a browser shows without any network."""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from cli.asyncapi.shapes import PLACE, Schema

STYLE: Final = """\
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}
code{background:#f2f2f2;padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #ddd;padding:.3rem .6rem}
h2{margin-top:2.5rem;border-bottom:2px solid #222}.must{font-weight:bold}
@media (prefers-color-scheme:dark){body{background:#181818;color:#ddd}
code{background:#2a2a2a}th,td{border-color:#444}h2{border-color:#ddd}}"""


def page(document: dict[str, Any]) -> str:
    """The page; everything it needs is in it."""
    return "\n".join(_parts(document)) + "\n"


def _parts(document: dict[str, Any]) -> Iterator[str]:
    info = document["info"]
    title = f"{info['title']} {info['version']}"
    yield "<!doctype html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style></head><body>"
    yield f"<h1>{escape(title)}</h1><p>{_text(info['description'])}</p>"
    yield "<h2>What you say</h2>"
    for operation in document["operations"].values():
        yield from _operation(document, operation)
    yield "<h2>What it is made of</h2>"
    for name, schema in document["components"]["schemas"].items():
        yield from _schema(name, schema)
    yield "</body></html>"


def _operation(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[str]:
    channel = document["channels"][_last(operation["channel"]["$ref"])]
    yield f"<h3>{escape(operation['summary'])}</h3>"
    yield f"<p>to <code>{escape(channel['address'])}</code></p>"
    yield f"<p>as {_links(channel['messages'])}"
    if "reply" in operation:
        reply = document["channels"][_last(operation["reply"]["channel"]["$ref"])]
        yield f", answered by {_links(reply['messages'])}"
    yield "</p>"


def _schema(name: str, schema: Schema) -> Iterator[str]:
    yield f'<h3 id="{escape(name)}">{escape(name)}</h3>'
    yield f"<p>{_text(schema.get('description', ''))}</p>"
    if "properties" not in schema:
        yield f"<p>{_kind(schema)}</p>"
        return
    yield "<table><tr><th>field</th><th>is</th><th>meaning</th></tr>"
    required = schema.get("required", ())
    for field, said in schema["properties"].items():
        mark = ' class="must"' if field in required else ""
        yield f"<tr><td{mark}><code>{escape(field)}</code></td><td>{_kind(said)}</td>"
        yield f"<td>{_text(said.get('description', ''))}</td></tr>"
    yield "</table>"


def _kind(schema: Schema) -> str:
    """What a value may be, in one line."""
    if "$ref" in schema:
        return _link(schema["$ref"].removeprefix(PLACE))
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " or ".join(f"<code>{escape(str(one))}</code>" for one in values)
    if schema.get("type") == "array" and isinstance(schema.get("items"), dict):
        return f"list of {_kind(schema['items'])}"
    limits = [
        f"{escape(label)} <code>{escape(str(schema[key]))}</code>"
        for key, label in _LIMITS.items()
        if key in schema
    ]
    return ", ".join([escape(str(schema.get("type", "anything"))), *limits])


_LIMITS: Final = {
    "format": "as",
    "pattern": "like",
    "minimum": "from",
    "maximum": "to",
    "maxLength": "at most so long:",
}


def _links(messages: dict[str, Any]) -> str:
    return " or ".join(_link(name) for name in messages)


def _link(name: str) -> str:
    return f'<a href="#{escape(name)}"><code>{escape(name)}</code></a>'


def _last(ref: str) -> str:
    return ref.rsplit("/", 1)[-1]


def _text(text: str) -> str:
    """Words between backticks stand as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
