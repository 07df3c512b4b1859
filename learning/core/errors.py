"""The one family of errors: each is named for the fact, and its sentence is fit to show to the person."""


def N_(text: str) -> str:
    """Mark a sentence for translation; the web side translates it when it is shown."""
    return text


class LearningError(Exception):
    """Something that the person can be told. `msgid` may hold %(name)s places, filled from `values`."""

    msgid = N_("That did not work.")
    status = 422

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return self.msgid % self.values if self.values else self.msgid


class NotSaved(Exception):
    """The write could not be made durable; nothing of it is there.

    Not a LearningError: a page that answers what a rule refuses must not take it for one. It has its own answer."""

    msgid = N_("This could not be saved at the moment. What you typed is still on this page. Please try again soon.")
    status = 503

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, object] = {}

    def __str__(self) -> str:
        return self.msgid
