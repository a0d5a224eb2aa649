"""The sites that these tests run on."""

from tests.support.engine_sites import (  # noqa: F401  fixtures
    memory,
    nats_site,
    one_node,
    replicated,
    site,
)
