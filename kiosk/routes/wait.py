"""The page that a tablet shows while the network is away, and the service worker that shows it (https only)."""

import json
import re
from hashlib import sha256
from pathlib import Path

from flask import make_response, render_template, Response, url_for

from .. import kiosk

WORKER = Path(__file__).parents[1] / "static" / "worker.js"
LOADED = re.compile(r'(?:src|href)="(/[^"]+)"')


@kiosk.get("/wait")
def wait() -> str:
    """Show "Wait here". The page is the same for everybody, because the tablet stores it."""
    return render_template("kiosk/wait.html")


@kiosk.get("/service-worker.js")
def worker() -> Response:
    """Return the service worker. Its address makes it answer for the pupils' side alone (/k/)."""
    page = render_template("kiosk/wait.html")
    files = [url_for("kiosk.wait"), *LOADED.findall(page)]
    cache = f"wait-{sha256(page.encode()).hexdigest()[:16]}"
    first_lines = f"const CACHE = {json.dumps(cache)};\nconst FILES = {json.dumps(files)};\n"
    response = make_response(first_lines + WORKER.read_text("utf-8"))
    response.mimetype = "text/javascript"
    return response
