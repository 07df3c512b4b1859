"""The headers of every response: the content policy, the other protective headers, and caching."""

from flask import Flask, request, Response
from flask.sessions import SecureCookieSessionInterface

from web.clock import is_static

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "manifest-src 'self'"
)
NOT_ALLOWED = ("microphone", "geolocation", "payment", "usb", "display-capture", "fullscreen", "midi", "gyroscope")
ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer breaks the check of forms on https
    "Permissions-Policy": ", ".join(["camera=(self)", *(f"{feature}=()" for feature in NOT_ALLOWED)]),
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Thirty days: long enough to keep a tablet on https, short enough to go back. Browsers only heed it for names.
ONLY_HTTPS = "max-age=2592000"
A_YEAR = "public, max-age=31536000, immutable"
A_MONTH = "public, max-age=2592000"

SOUNDS = ("kiosk.sound", "kiosk.say")  # never changed under their addresses, and nothing of a pupil is in them


class CookieSession(SecureCookieSessionInterface):
    """Flask's signed cookie, marked Secure whenever the request came over https."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def protect(app: Flask) -> None:
    """Put the headers on everything the application answers."""
    app.session_interface = CookieSession()
    app.config["CONTENT_POLICY"] = CONTENT_POLICY  # for the pages that bring their own
    app.config["PERMISSIONS_POLICY"] = ALWAYS["Permissions-Policy"]
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add the headers. A page that brings its own (the welcome page's policy) keeps it."""
    if response.status_code != 204:  # an answer is saved: there is no content that a policy could be about
        for name, words in ALWAYS.items():
            response.headers.setdefault(name, words)
    if request.is_secure and not is_this_machine():
        response.headers.setdefault("Strict-Transport-Security", ONLY_HTTPS)
    if request.endpoint in SOUNDS and response.status_code < 400:
        response.headers["Cache-Control"] = A_YEAR
    elif not is_static(request.endpoint) or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    elif "v" in request.args:
        response.headers["Cache-Control"] = A_YEAR
    elif (response.mimetype or "").startswith("font/"):
        response.headers["Cache-Control"] = A_MONTH  # named by stylesheets, which cannot write the version
    return response


def is_this_machine() -> bool:
    """Return whether it is opened as localhost. A browser would force https on every other program at that name."""
    return request.host.partition(":")[0] == "localhost"
