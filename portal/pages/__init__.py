"""The pages: one file for each thing that somebody does in the browser."""

from typing import Any

from portal.pages import (
    accounts,
    acting,
    attaching,
    audit,
    case,
    disposition,
    dispositions,
    entry,
    imports,
    listing,
    live,
    lodge,
    notes,
    report,
    reports,
    sheet,
    signing,
    start,
    summary,
    today,
    track,
)

ROUTES: tuple[Any, ...] = (
    *start.ROUTES,
    *lodge.ROUTES,
    *track.ROUTES,
    *signing.ROUTES,
    *today.ROUTES,
    *listing.ROUTES,
    *summary.ROUTES,
    *case.ROUTES,
    *sheet.ROUTES,
    *attaching.ROUTES,
    *acting.ROUTES,
    *entry.ROUTES,
    *imports.ROUTES,
    *dispositions.ROUTES,
    *disposition.ROUTES,
    *live.ROUTES,
    *audit.ROUTES,
    *accounts.ROUTES,
    *reports.ROUTES,
    *notes.ROUTES,
    *report.ROUTES,
)
"""Every page, in the order in which a person meets them."""
