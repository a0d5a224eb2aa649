"""How much two texts say the same; of short ones nothing is said."""

import re
import unicodedata
from typing import Final

from rapidfuzz import fuzz

ENOUGH: Final = 70
FEWEST_WORDS: Final = 4
LONGEST: Final = 1_000
SHORTEST_NUMBER: Final = 4
_WORD: Final = re.compile(r"[^\W_]+")
# Words that every complaint has say nothing of which one it is.
_COMMON: Final = frozenset(
    [
        "ada",
        "agar",
        "akan",
        "atau",
        "bapak",
        "bagi",
        "belum",
        "berapa",
        "bisa",
        "dalam",
        "dan",
        "dapat",
        "dari",
        "dengan",
        "di",
        "hal",
        "harus",
        "ibu",
        "ini",
        "itu",
        "jika",
        "juga",
        "kami",
        "karena",
        "ke",
        "kepada",
        "mengenai",
        "mohon",
        "oleh",
        "pada",
        "saja",
        "saya",
        "sebagai",
        "sampai",
        "sangat",
        "sehingga",
        "selamat",
        "siang",
        "pagi",
        "sore",
        "malam",
        "sudah",
        "telah",
        "tentang",
        "terima",
        "kasih",
        "terkait",
        "tetapi",
        "tidak",
        "untuk",
        "yang",
        "yth",
    ]
)


def words_of(text: str) -> str:
    """The words that tell one complaint from another, as they are compared."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    return " ".join(word for word in _WORD.findall(plain) if word not in _COMMON)


def score_of(first: str, second: str) -> int | None:
    """Of 100 how similar two such texts are; None where one is too short or they are not."""
    if min(len(set(first.split())), len(set(second.split()))) < FEWEST_WORDS:
        return None
    score = fuzz.token_sort_ratio(first, second, score_cutoff=ENOUGH)
    shared = set(first.split()) & set(second.split())
    if len(shared) >= FEWEST_WORDS:
        # A short message that lies whole in a long letter is the same matter.
        score = max(score, fuzz.token_set_ratio(first, second, score_cutoff=ENOUGH))
    return round(score) if score else None


def number_of(written: str | None) -> str:
    """A permit's number as it is compared; empty where it is too short to tell anything."""
    plain = "".join(_WORD.findall(unicodedata.normalize("NFKC", written or "").casefold()))
    return plain if len(plain) >= SHORTEST_NUMBER else ""
