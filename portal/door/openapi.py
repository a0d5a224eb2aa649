"""The document that tells a website's makers what the API takes: made from the routes."""

from typing import Final

from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

PATH: Final = "/api"
FILE: Final = "/openapi.json"


def document(version: str) -> OpenAPIConfig:
    """One JSON file; no page, for those that there are fetch their parts from elsewhere."""
    return OpenAPIConfig(
        title="Tuntas",
        version=version,
        summary="Lodge and follow complaints at an office of licensing.",
        path=PATH,
        use_handler_docstrings=True,
        render_plugins=[JsonRenderPlugin(path=FILE)],
        components=Components(
            security_schemes={
                "key": SecurityScheme(
                    type="http",
                    scheme="bearer",
                    description="A key of the office, made by `tuntas api-key add`.",
                )
            }
        ),
    )
