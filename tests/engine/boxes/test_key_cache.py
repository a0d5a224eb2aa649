"""The memory of opened keys is bounded and forgets for good."""

from engine.boxes import DataKey
from engine.key_cache import KeyCache

A, B, C = (DataKey(name, bytes(32)) for name in "abc")


def test_what_was_kept_is_found() -> None:
    cache = KeyCache(2)
    cache.keep([A, B], cache.moment)

    assert cache.find(["b", "c"]) == {"b": B}


def test_the_key_unused_for_longest_goes_first() -> None:
    cache = KeyCache(2)
    cache.keep([A, B], cache.moment)
    cache.find(["a"])
    cache.keep([C], cache.moment)

    assert cache.find("abc") == {"a": A, "c": C}


def test_a_forgotten_key_is_gone() -> None:
    cache = KeyCache(2)
    cache.keep([A, B], cache.moment)
    cache.forget(["a", "never there"])

    assert cache.find("ab") == {"b": B}


def test_what_was_read_before_a_forgetting_is_not_kept() -> None:
    cache = KeyCache(2)
    before = cache.moment
    cache.forget(["a"])
    cache.keep([A], before)

    assert cache.find("a") == {}
