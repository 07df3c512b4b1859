"""GET /healthz: does the database answer? For whatever watches the machine."""

from flask import Blueprint, jsonify

from learning.core import store

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz():
    """200 when the database answers, 503 when it does not; the same JSON either way."""
    answers = store.answers()
    return jsonify(database="answers" if answers else "does not answer"), 200 if answers else 503
