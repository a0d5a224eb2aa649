"""Fixtures that every test may ask for; the servers behind them start on first use."""

pytest_plugins = ["tests.support.servers", "tests.support.databases"]
