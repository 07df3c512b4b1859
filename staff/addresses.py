"""The address at which tablets and letters find the school."""

from flask import current_app, request

ONLY_HERE = {"127.0.0.1", "localhost", "::1"}


def school_address() -> str:
    """Where tablets find this program: as the school set it, else as this browser found it."""
    return (current_app.config["ADDRESS"] or request.host_url).rstrip("/")


def guest_address(code: str = "") -> str:
    """Where a guest answers: the link with the code of an invitation, or without one the page to type a code on."""
    return f"{school_address()}/i/{code}"
