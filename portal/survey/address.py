"""Where the survey is opened, as it stands in a message to a reporter."""

from portal.offices import Desk
from portal.showing import AnyRequest


def survey_address(request: AnyRequest, desk: Desk) -> str:
    """The page that asks for the code, so that the address itself opens nothing."""
    base = request.app.state.front.url or str(request.base_url).rstrip("/")
    return f"{base}/{desk.code}/survei"
