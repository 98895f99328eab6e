"""Serve a built site as static hosts do."""

from __future__ import annotations

import gzip
import io
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.built import Built


POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "object-src 'none'; base-uri 'none'"
)
"""What a page may do, as README tells publishers to have it."""


class Handler(SimpleHTTPRequestHandler):
    """Answers with files, and with the page for what is not found where there is none.

    What is text is compressed, as it is by hosts, and pages may do no more than they need.
    """

    protocol_version = "HTTP/1.1"
    # Not what this machine takes the files for.
    extensions_map = {  # noqa: RUF012  (as the base class has it)
        "": "application/octet-stream",
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".xml": "application/xml",
    }

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:  # noqa: ANN401
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            path = "/outside/the/site"
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path))
        if file.is_dir() and urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        kind = self.guess_type(str(file))
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        if not text or not file.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        with open(self.translate_path(f"{self.prefix}404.html"), "rb") as page:  # noqa: PTH123
            body = page.read()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: object) -> None:  # noqa: ARG002  (as the base class has it)
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        # A browser that is closed does not wait for what it has asked for.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(built: Built, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a site at the path that it was built for; give its address."""
    prefix = urlsplit(built.url).path
    answer = partial(handler, prefix=prefix, directory=str(built.folder))
    with _Server(("127.0.0.1", 0), answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
