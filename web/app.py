"""The application, put together. Read it as a table of contents."""

from collections.abc import Mapping
from typing import Any

from flask import redirect
from flask_wtf import CSRFProtect

from kiosk import invited, kiosk, upper
from learning.core import files, speech, store
from staff import staff
from web.application import Application
from web.assets import name_assets
from web.clock import keep_time
from web.compression import compress_text
from web.config import FILES, read_settings
from web.errors import explain_errors
from web.filters import add_filters
from web.headers import protect
from web.health import health
from web.language import speak
from web.only_https import ask_for_https
from web.refusals import refuse_nonsense
from web.school import name_the_school
from web.trust import trust


def create_app(settings: Mapping[str, Any] | None = None) -> Application:
    """One school's application over one database. `settings` go before the environment's."""
    app = assemble(settings)
    store.open_store(app.config["DATABASE_URL"], app.config["SECRET_KEY"])
    files.hold(app.config["DATA_DIR"] / FILES)
    speech.hold(app.config["DATA_DIR"])
    return app


def assemble(settings: Mapping[str, Any] | None = None) -> Application:
    """The application without its database, which somebody else opens: the tests use one over many databases."""
    app = Application("web")
    app.config.update(read_settings(settings, founding=False))
    app.teardown_appcontext(lambda error: store.release())

    keep_time(app)
    speak(app)
    CSRFProtect(app)
    refuse_nonsense(app)
    ask_for_https(app)
    protect(app)
    compress_text(app)
    explain_errors(app)

    add_filters(app)
    name_assets(app)
    name_the_school(app)

    app.register_blueprint(kiosk)
    app.register_blueprint(upper)
    app.register_blueprint(invited)
    app.register_blueprint(staff)
    app.register_blueprint(health)
    app.register_blueprint(trust)
    app.add_url_rule("/", "front_door", lambda: redirect("/k/"))
    return app
