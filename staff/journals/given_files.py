"""Recordings and drawings, heard and seen by staff who may see the pupil."""

from flask import g, render_template, request
from werkzeug.wrappers import Response

from learning.people import access
from learning.visits import given_files
from learning.visits.drawings import HIGH, strokes_of, WIDE
from learning.visits.given_files import DRAWING, RECORDING
from staff.journals import pages

COLOURS = {1: "#1f2a2e", 2: "#0b6e5f", 3: "#c2410c"}
ENDINGS = {"audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg"}
NOTHING_RUNS = "default-src 'none'; sandbox"  # also where somebody opens the file's own address


@pages.get("/given-files/<int:given_file_id>")
def show_given_file(given_file_id: int) -> Response:
    """Send a recording, a part of it (Safari asks for parts), or a drawing. Anything else is only for saving."""
    file = given_files.given_file(given_file_id)
    if not access.may_see(g.member, file.pupil_id):
        raise given_files.NoSuchGivenFile()
    content = given_files.content_of(file.id)
    if file.kind == DRAWING:
        return _as_response(_drawn(content), "image/svg+xml", "drawing.svg")
    if file.kind == RECORDING:
        response = _as_response(content, file.type, f"recording.{ENDINGS[file.type]}")
        return response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return _as_response(content, "application/octet-stream", "file.bin", where="attachment")


def _drawn(content: bytes) -> bytes:
    picture = render_template(
        "staff/journals/drawing.svg", strokes=strokes_of(content), wide=WIDE, high=HIGH, colours=COLOURS
    )
    return picture.encode()


def _as_response(content: bytes, mimetype: str, name: str, *, where: str = "inline") -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", where, filename=name)
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    return response
