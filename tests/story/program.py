"""The program as a teacher starts it: `manage.py serve` in a process of its own, on data of its own."""

from playwright.sync_api import StorageState

from bench.served import Served


class Program(Served):
    """One served data folder, and the cookies of its teacher, once she has signed in."""

    cookies: StorageState | None = None

    @property
    def url(self) -> str:
        """Where it is found, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def sign_in(self) -> str:
        """The link that the last start printed; it works once."""
        return f"{self.url}{super().sign_in}"
