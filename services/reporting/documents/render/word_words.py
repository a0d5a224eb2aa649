"""The names that the template for word processors uses."""

from collections.abc import Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from schemas.reports import Report
from services.reporting.documents.render.printed import OPEN_DAY, printed

LONG: Final = 46
"""Signs of a line of the letterhead that are broken in two."""


def words_of(report: Report, zone: ZoneInfo) -> dict[str, Any]:
    """Every name with its value."""
    values = printed(report, zone)
    chapters = _chapters(values["chapters"])
    signature = values["signature"]
    names = ("head", "periode", "tahun", "dasar", "dasar_singkat", "checks", "subtitle")
    return {
        **{name: values[name] for name in names},
        "kop_baris": letterhead_lines(values["head"]["lines"]),
        "bab_bab": chapters,
        "daftar_isi": list(_contents(chapters)),
        "judul": values["title"].upper(),
        "judul_biasa": values["title"],
        "subjudul": values["subtitle"].upper(),
        "tempat_tanggal": values["place_date"],
        "tanda_tangan": signature,
        "jabatan": signature["title"].upper(),
        "nama": signature["name"] or OPEN_DAY,
        "pangkat": signature["rank"] or "",
        "nip": signature["nip"] or OPEN_DAY,
    }


def letterhead_lines(lines: Sequence[str]) -> list[str]:
    """In capitals, a long one in two of about one length."""
    return [part for line in lines for part in _halves(line.upper())]


def _halves(line: str) -> list[str]:
    words = line.split(" ")
    if len(line) < LONG or len(words) < 4:
        return [line]
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    evenly: tuple[str, str] = min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))
    return [*evenly]


def _chapters(chapters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With what the template must know to break pages, and a mark for each title."""
    mark, after_wide = 0, False
    for chapter in chapters:
        number = chapter["number"]
        mark += 1
        blocks = [one for block in chapter["blocks"] for one in _in_words(block)]
        chapter |= {
            "judul": f"{f'BAB {number}  ' if number else ''}{chapter['title'].upper()}",
            "tanda": f"bab_{mark}",
            "nomor": mark,
            "akhir": chapter is chapters[-1] and len(chapters) > 1 and bool(number),
            "lebar": bool(blocks) and _wide(blocks[0]),
            "pisah": not after_wide,
            "blocks": blocks,
        }
        for place, block in enumerate(blocks):
            mark += 1
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            block |= {
                "tanda": f"bab_{mark}",
                "nomor": mark,
                # In a template `block.items` is the method of a dict.
                "items_": block.get("items", ()),
                "mengantar": following is not None and following["type"] == "table",
                "pisah": not after_wide and not (chapter["lebar"] and place == 0),
            }
            after_wide = _wide(block)
    return chapters


def _wide(block: dict[str, Any]) -> bool:
    return bool(block.get("wide"))


def _contents(chapters: list[dict[str, Any]]) -> Any:
    for chapter in chapters:
        yield {"judul": chapter["judul"], "tanda": chapter["tanda"], "bab": True}
        for block in chapter["blocks"]:
            if block["type"] == "heading" and chapter["number"]:
                yield {"judul": block["text"], "tanda": block["tanda"], "bab": False}


def _in_words(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A sheet as lines of words, for which there is no frame; an empty table says so."""
    if block["type"] == "table" and not block["rows"]:
        texts = ("Nihil" if place == 1 else "" for place in range(len(block["columns"])))
        return [{**block, "rows": [{"cells": [{"text": text} for text in texts]}]}]
    if block["type"] != "publication":
        return [block]
    told = [block["office"], block["subtitle"], f"IKM {block['figure']}", block["grade"]]
    told += [f"{label}: {words}" for label, words in block["lines"]]
    lines = [{"type": "paragraph", "text": text} for text in (*told, block["thanks"])]
    return [{"type": "heading", "text": block["title"]}, *lines]
