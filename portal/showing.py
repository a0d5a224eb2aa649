"""Makes pages: a template with what it shows and what every page needs."""

from typing import Any

from litestar import Request
from litestar.response import Template

from portal.offices import Desk
from portal.people import person_of
from portal.render import today_in

SAID = "pesan"
AnyRequest = Request[Any, Any, Any]


class Given(dict[str, str]):
    """What was typed or is wrong, by field; nothing of a field that was not named."""

    def __missing__(self, _: str) -> str:
        return ""


def page(
    request: AnyRequest, desk: Desk | None, name: str, status: int = 200, **values: Any
) -> Template:
    """A page of an office.

    Args:
        request: Who asks; who signed in stands in the heading.
        desk: The office; None for pages of no office.
        name: The template.
        status: The status to answer with.
        values: What the page shows.
    """
    zone = desk.loaded.calendar.zone if desk is not None else None
    context = {
        "kantor": desk,
        "orang": person_of(request),
        "pesan": request.session.pop(SAID, None),
        "hari_ini": today_in(zone) if zone is not None else None,
        "zona": zone,
        "demo": request.app.state.demo,
        "alamat": request.url.path,
        "sejak": request.app.state.hubs[desk.code].office.sequence if desk is not None else 0,
        **values,
        "galat": Given(values.get("galat") or {}),
        "isian": Given(values.get("isian") or {}),
    }
    return Template(template_name=name, context=context, status_code=status)


def tell(request: AnyRequest, sentence: str) -> None:
    """Say something on the next page."""
    request.session[SAID] = sentence
