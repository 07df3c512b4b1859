"""A browser for tests: it checks every page it is given and sends forms as they stand on the page."""

import gzip

from flask.testing import FlaskClient

from learning.people import members, sign_ins
from staff.access import COOKIE
from tests.cast import NOW, PASSWORD
from tests.page import check_page, filled_in, find_form, read_page, token_of


class Browser(FlaskClient):
    """Flask's test client that refuses faulty pages."""

    def open(self, *args, **kwargs):
        """Any request; a page that comes back must be a good one."""
        kwargs["buffered"] = True  # reads and closes the files behind static answers
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            check_page(html_of(response))
        return response

    def submit(self, page: str, data: dict | None = None, to: str | None = None, **kwargs):
        """Fill in `data` and send the form of `page` (a path or HTML): the one posting to `to`, else the first."""
        path = "" if "<" in page else page
        form = find_form(read_page(self.page(page)), to)
        return self.post(form.get("action") or path, data={**filled_in(form), **(data or {})}, **kwargs)

    def send(self, path: str, data: dict | None = None, token_from: str = "/staff/sign-in", **kwargs):
        """Post to `path` with a true token though no page offers that form (for things that must be refused)."""
        token = token_of(read_page(self.page(token_from)))
        return self.post(path, data={"csrf_token": token, **(data or {})}, **kwargs)

    def page(self, page: str) -> str:
        """The HTML of a path; HTML stays as it is."""
        return page if "<" in page else html_of(self.get(page, follow_redirects=True))

    def sign_in(self, member: members.Member, now=NOW, password=PASSWORD):
        """Sign a member of the cast in, without the detour over the page."""
        token = sign_ins.sign_in(member.email, password, now)
        self.set_cookie(COOKIE, token, path="/staff")
        return self


def html_of(response) -> str:
    """The page, also when it travelled compressed."""
    packed = response.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(response.data).decode() if packed else response.text
