"""What a person is told when the program says no."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """A request that is turned down: one friendly sentence for the person, and an HTTP status from 400 to 499."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class NotWritten(Refused):
    """Not the person's fault: the database took nothing, because the disk is full or something holds it (503)."""

    def __init__(self) -> None:
        words = _("This could not be written down just now. Try again in a moment; is the disk of this computer full?")
        super().__init__(words, 503)
