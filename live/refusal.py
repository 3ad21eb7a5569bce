"""What a person is told when the program says no."""


class Refused(Exception):
    """A request that is turned down: one friendly sentence for the person, and an HTTP status from 400 to 499."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
