"""Text, and program code, travels compressed: pages each time, static files once and then from memory."""

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
    """Compresses what is text, long enough and asked for."""
    kept: dict[tuple[str, str], bytes] = {}  # (path, the file's mark) -> its compressed bytes

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
        body = compressed_file(response, kept) if static else compressed_page(response)
        if body is not None:
            response.set_data(body)
            response.headers["Content-Encoding"] = "gzip"
        return response


def weaken_etag(response: Response) -> None:
    """Plain and compressed bytes differ, so one mark for both may only promise the same meaning."""
    mark, _ = response.get_etag()
    if mark:
        response.set_etag(mark, weak=True)


def compressed_page(response: Response) -> bytes | None:
    """A page's bytes compressed; None for what is short or streamed."""
    if not response.is_sequence:
        return None
    plain = response.get_data()
    return gzip.compress(plain, 5, mtime=0) if len(plain) >= SMALLEST else None


def compressed_file(response: Response, kept: dict) -> bytes | None:
    """A file's bytes compressed, from memory after the first time; None for what is short or not sent at all."""
    if response.status_code != 200 or (response.content_length or 0) < SMALLEST:
        return None
    key = (request.path, response.get_etag()[0] or "")
    response.direct_passthrough = False  # the file is read here instead of being handed to the server
    if key not in kept:
        kept[key] = gzip.compress(response.get_data(), 9, mtime=0)
    response.close()
    return kept[key]
