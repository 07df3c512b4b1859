"""What plain http must not do: the staff side where the school has set it so, and everything beside https."""

from flask import abort, current_app, Flask, redirect, request
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from web.clock import is_static

# What a tablet needs before it trusts the school, and what monitors the machine.
OPEN_BEFORE_TRUST = {"trust.page", "trust.authority", "health.healthz"}
STAFF_NEED_HTTPS = _("Staff can only open this school over https. Put https:// before the address.")
FORMS_NEED_HTTPS = _("Nothing was sent. This school only takes what you write over https. Open its https address.")


def ask_for_https(app: Flask) -> None:
    """Refuse before any form or cookie is read, but after a false host was refused."""
    app.before_request_funcs.setdefault(None, []).insert(1, keep_staff_on_https)


def keep_staff_on_https() -> None:
    """Answer 403 to the staff side over plain http, including the sign-in page, where the school has set it so."""
    is_staff = request.path.startswith("/staff") and not is_static(request.endpoint)
    if is_staff and current_app.config["STAFF_HTTPS"] and not request.is_secure:
        abort(403, STAFF_NEED_HTTPS)


def lead_to_https(app: Flask, https_port: int) -> None:
    """Beside https, let plain http answer only what comes before trust, and redirect everything else."""

    def lead() -> Response | None:
        if request.is_secure or request.endpoint in OPEN_BEFORE_TRUST or is_static(request.endpoint):
            return None
        if request.method not in ("GET", "HEAD"):
            abort(403, FORMS_NEED_HTTPS)
        return redirect(https_address(request.url, https_port))

    app.before_request_funcs.setdefault(None, []).insert(1, lead)


def https_address(url: str, port: int) -> str:
    """Return the same address at the https port."""
    host, _, path = url.partition("://")[2].partition("/")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return f"https://{name}{'' if port == 443 else f':{port}'}/{path}"
