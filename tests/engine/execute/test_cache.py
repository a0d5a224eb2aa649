"""A bounded cache forgets what was used longest ago."""

import pytest

from engine.cache import Cache


@pytest.fixture
def cache() -> Cache[str, int]:
    return Cache(2)


def test_what_was_put_is_found(cache: Cache[str, int]) -> None:
    cache.put("a", 0)
    assert cache.get("a") == 0


def test_what_was_never_put_is_not_found(cache: Cache[str, int]) -> None:
    assert cache.get("a") is None


def test_the_one_used_longest_ago_goes_first(cache: Cache[str, int]) -> None:
    cache.put("a", 1)
    cache.put("b", 2)
    cache.get("a")
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]


def test_a_value_put_again_replaces_the_old_one(cache: Cache[str, int]) -> None:
    cache.put("a", 1)
    cache.put("a", 2)
    assert (cache.get("a"), len(cache)) == (2, 1)


def test_what_was_dropped_is_gone(cache: Cache[str, int]) -> None:
    cache.put("a", 1)
    cache.drop("a")
    cache.drop("never there")
    assert cache.get("a") is None
