"""Serves styles, scripts and the rules that they ask."""

import mimetypes
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

# Machines may call them otherwise, and then browsers run neither.
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/wasm", ".wasm")


class CurrentFiles(StaticFiles):
    """Files that browsers keep, but ask about before they use them again.

    So the rules on a page are never older than those of the server.
    """

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response
