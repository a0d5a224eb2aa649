"""Fixtures that every test may ask for; the servers behind them start on first use."""

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.support.together import Together

pytest_plugins = ["tests.support.servers", "tests.support.databases"]

# How long an example takes says something of the machine and what else it does, not of the code.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Tests of one file stay together, in the order of the files: the slow ones are not last."""
    config.option.loadscopereorder = False
    return Together(config, log)
