"""Text and program code are sent compressed: pages each time, static files once and then from memory."""

import gzip

from flask import Flask, request, Response

from web.clock import is_static

SMALLEST = 500  # bytes; below it the headers cost more than is saved
TEXT = {
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "image/svg+xml",
}


def compress_text(app: Flask) -> None:
    """Compress what is text, long enough, and accepted by the browser."""
    compressed: dict[tuple[str, str], bytes] = {}  # (path, the file's etag) -> its compressed bytes

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in TEXT or "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        static = is_static(request.endpoint)
        if static:
            weaken_etag(response)
        if response.status_code == 206 or request.method == "HEAD" or request.accept_encodings["gzip"] <= 0:
            return response
        body = compressed_file(response, compressed) if static else compressed_page(response)
        if body is not None:
            response.set_data(body)
            response.headers["Content-Encoding"] = "gzip"
        return response


def weaken_etag(response: Response) -> None:
    """Make the etag weak: plain and compressed bytes differ, so one etag for both only promises the same content."""
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)


def compressed_page(response: Response) -> bytes | None:
    """Return a page's bytes compressed, or None if it is short or streamed."""
    if not response.is_sequence:
        return None
    plain = response.get_data()
    return gzip.compress(plain, 5, mtime=0) if len(plain) >= SMALLEST else None


def compressed_file(response: Response, compressed: dict[tuple[str, str], bytes]) -> bytes | None:
    """Return a file's bytes compressed, from memory after the first time, or None if it is short or not sent."""
    if response.status_code != 200 or (response.content_length or 0) < SMALLEST:
        return None
    key = (request.path, response.get_etag()[0] or "")
    response.direct_passthrough = False  # the file is read here instead of being handed to the server
    if key not in compressed:
        compressed[key] = gzip.compress(response.get_data(), 9, mtime=0)
    response.close()
    return compressed[key]
