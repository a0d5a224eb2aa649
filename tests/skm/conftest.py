"""The same offices as the tests of the views have."""

from tests.reporting.conftest import memory_world, vault

__all__ = ["memory_world", "vault"]
