"""GET /healthz: whether the database answers, for monitoring."""

from flask import Blueprint, jsonify, Response

from learning.core import store

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Answer 200 if the database can be read and 503 if not, with the same JSON."""
    answers = store.answers()
    return jsonify(database="answers" if answers else "does not answer"), 200 if answers else 503
