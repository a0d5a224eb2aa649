"""Fixtures that every test may ask for; the servers behind them start on first use."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.support.servers", "tests.support.databases"]

# How long an example takes says something of the machine and what else it does, not of the code.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")
