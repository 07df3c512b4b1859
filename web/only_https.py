"""What plain http may not do: the staff's side where the school wants it so, everything beside a served https."""

from flask import abort, current_app, Flask, redirect, request
from flask_babel import lazy_gettext as _

from web.clock import is_static

# What a tablet needs before it trusts the school, and whatever watches the machine.
OPEN_BEFORE_TRUST = {"trust.page", "trust.authority", "health.healthz"}
STAFF_NEED_HTTPS = _("Staff open this school over https alone. Put https:// before the address.")
FORMS_NEED_HTTPS = _("Nothing was sent: this school takes what you write over https alone. Open its https address.")


def ask_for_https(app: Flask) -> None:
    """Refuses before any form is read, any cookie looked at; after a false host was refused."""
    app.before_request_funcs.setdefault(None, []).insert(1, keep_staff_on_https)


def keep_staff_on_https() -> None:
    """403 for the staff's side over plain http, signing in included, where the school set it so."""
    is_staff = request.path.startswith("/staff") and not is_static(request.endpoint)
    if is_staff and current_app.config["STAFF_HTTPS"] and not request.is_secure:
        abort(403, STAFF_NEED_HTTPS)


def lead_to_https(app: Flask, https_port: int) -> None:
    """Beside https, plain http answers what comes before trust and leads everything else on."""

    def lead():
        if request.is_secure or request.endpoint in OPEN_BEFORE_TRUST or is_static(request.endpoint):
            return None
        if request.method not in ("GET", "HEAD"):
            abort(403, FORMS_NEED_HTTPS)
        return redirect(https_address(request.url, https_port))

    app.before_request_funcs.setdefault(None, []).insert(1, lead)


def https_address(url: str, port: int) -> str:
    """The same address at the https port."""
    host, _, path = url.partition("://")[2].partition("/")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return f"https://{name}{'' if port == 443 else f':{port}'}/{path}"
