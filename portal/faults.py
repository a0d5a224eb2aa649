"""What a browser is shown when something cannot be done: a page that says what to do."""

from typing import Any, Final

import structlog
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.response import Redirect

from engine.sql import DatabaseUnavailableError
from portal.line import OutageError, RefusedError
from portal.sessions import has_ended

log = structlog.get_logger(__name__)
AnyRequest = Request[Any, Any, Any]

SENTENCES = {
    400: "Permintaan ini tidak dapat dibaca. Kembali, lalu coba lagi.",
    403: "Anda tidak berhak membuka halaman ini dengan peran Anda sekarang.",
    404: "Halaman ini tidak ada. Periksa alamatnya, atau mulai dari halaman depan.",
    405: "Halaman ini tidak dapat dipakai seperti itu.",
    413: "Kiriman terlalu besar.",
    429: "Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi.",
    500: "Ada kesalahan pada sistem. Hubungi pengelola dengan waktu kejadian ini.",
    503: "Sistem sedang tidak dapat dihubungi. Tunggu sebentar, lalu coba lagi.",
}
REFUSALS = {
    "unknown_complaint": 404,
    "mistyped_number": 404,
    "unknown_message": 404,
    "message_erased": 404,
    "report_not_typeset": 500,
}
ENDED: Final = "sesi=berakhir"
STALE_FORM = (
    "Halaman ini terbuka terlalu lama, atau kuki peramban dimatikan. Muat ulang halaman, "
    "lalu kirim lagi."
)


def on_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Errors of the web: not found, not permitted, too often."""
    if isinstance(error, NotAuthorizedException):
        office = request.path_params.get("office") or request.url.path.split("/")[1]
        return _to_sign_in(request, f"/{office}/masuk")
    stale = error.status_code == 403 and "csrf" in str(error.detail).lower()
    sentence = STALE_FORM if stale else SENTENCES.get(error.status_code, SENTENCES[400])
    return _page(request, error.status_code, sentence)


def on_outage(request: AnyRequest, error: OutageError) -> Response[Any]:
    """No service answered; a form that could be kept was kept by its own page."""
    log.warning("portal_outage", service=error.service)
    return _page(request, 503, str(error))


def on_no_database(request: AnyRequest, error: DatabaseUnavailableError) -> Response[Any]:
    """Who signed in cannot be looked up."""
    log.warning("portal_database_unavailable", exc_info=error)
    return _page(request, 503, SENTENCES[503])


def on_refused(request: AnyRequest, error: RefusedError) -> Response[Any]:
    """A service refused a question."""
    log.info("portal_refused", code=error.refused.code)
    status = REFUSALS.get(error.refused.code, 403)
    return _page(request, status, error.refused.sentence)


def on_error(request: AnyRequest, error: Exception) -> Response[Any]:
    """A mistake of ours; what was typed is not logged."""
    log.error("portal_failed", page=request.route_handler.name, exc_info=error)
    return _page(request, 500, SENTENCES[500])


def _to_sign_in(request: AnyRequest, way: str) -> Response[Any]:
    if has_ended(request):
        way += f"?{ENDED}"
    if "hx-request" in request.headers:
        # A part of a page cannot be put in the place of another: the whole page goes there.
        return Response(b"", status_code=401, headers={"hx-redirect": way})
    return Redirect(way)


def _page(request: AnyRequest, status: int, sentence: str) -> Response[Any]:
    body = request.app.state.bare.get_template("galat.html").render(status=status, kalimat=sentence)
    return Response(body, status_code=status, media_type=MediaType.HTML)
