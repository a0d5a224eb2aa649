"""Figures that must stay small, and where most of them lie."""

from collections.abc import Sequence


def percentile(figures: Sequence[float], percent: int) -> float:
    """The figure that so many of a hundred do not exceed."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


def at_most(name: str, figure: float, goal: float) -> bool:
    """Print a figure beside the most that it may be; false when it is more."""
    met = figure <= goal
    print(f"   {name}: {figure:,.1f} (at most {goal:,.0f}){' ok' if met else ' MISSED'}")
    return met
