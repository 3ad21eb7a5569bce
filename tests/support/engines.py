"""Firefox and WebKit as a test drives them: by Mozilla's protocol (Marionette) and by W3C's WebDriver."""

import json
import os
import socket
import subprocess
from collections.abc import Callable
from glob import glob
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from bench.patience import PATIENCE
from bench.systems.embedded import free_port
from bench.systems.engines import listens
from tests.support.sight import until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"By which name W3C's protocol speaks of an element."
KEYS = {"Enter": "\ue007", "Space": " "}


class Engine:
    """One window of a browser of its own; both protocols have the same commands under other names."""

    def command(self, marionette: str, path: str, method: str = "POST", **fields: Any) -> Any:
        """Do one thing, and return what the browser says of it."""
        raise NotImplementedError

    def close(self) -> None:
        """End the browser."""
        raise NotImplementedError

    def go(self, url: str) -> None:
        """Load a page."""
        self.command("WebDriver:Navigate", "url", url=url)

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page."""
        return self.command("WebDriver:ExecuteScript", "execute/sync", script=f"return {script}", args=[])

    def has(self, selector: str, words: str = "") -> None:
        """Wait until something is to be seen there, with these words in it."""
        found = f"document.querySelector({json.dumps(selector)})"
        seen = f"{found} && {found}.checkVisibility() && {found}.textContent.includes({json.dumps(words)})"
        until(lambda: self.run(seen))

    def click(self, selector: str) -> None:
        """Press something, when it is there."""
        self.has(selector)
        element = self._find(selector)
        self.command("WebDriver:ElementClick", f"element/{element}/click", id=element)

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.has(selector)
        element = self._find(selector)
        self.command("WebDriver:ElementSendKeys", f"element/{element}/value", id=element, text=text)

    def press(self, key: str) -> None:
        """Press a key, wherever the focus is."""
        strokes = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.command("WebDriver:PerformActions", "actions", actions=[keyboard])

    def windows(self) -> list[str]:
        """The names of its windows, in the order in which they were opened."""
        return list(self.command("WebDriver:GetWindowHandles", "window/handles", "GET"))

    def look_at(self, window: str) -> None:
        """Go on in another window."""
        self.command("WebDriver:SwitchToWindow", "window", handle=window)

    def _find(self, selector: str) -> str:
        found = self.command("WebDriver:FindElement", "element", using="css selector", value=selector)
        return str(found[ELEMENT])


class Firefox(Engine):
    """Firefox, without a screen."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        folder.mkdir()
        (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        words = ["firefox-esr", "--headless", "--marionette", "--profile", str(folder)]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: listens(port))
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.file, self.number = self.socket.makefile("rwb"), 0
        self._read()
        self.command("WebDriver:NewSession", "", capabilities={})

    def command(self, marionette: str, path: str, method: str = "POST", **fields: Any) -> Any:
        """Send a command and read its answer."""
        self.number += 1
        sent = json.dumps([0, self.number, marionette, fields]).encode()
        self.file.write(b"%d:%b" % (len(sent), sent))
        self.file.flush()
        _kind, _number, error, answer = self._read()
        assert error is None, error
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def _read(self) -> Any:
        length = b""
        while (digit := self.file.read(1)) != b":":
            length += digit
        return json.loads(self.file.read(int(length)))

    def close(self) -> None:
        """End it."""
        self.socket.close()
        self.process.terminate()
        self.process.wait()


class WebKit(Engine):
    """WebKitGTK's small browser, on a screen that nobody sees."""

    def __init__(self, folder: Path) -> None:
        port, display = free_port(), f":{free_port() % 1000 + 100}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1366x900x24"], **quiet)  # type: ignore[call-overload]
        until(lambda: Path(f"/tmp/.X11-unix/X{display[1:]}").exists())
        home = {"DISPLAY": display, "HOME": str(folder), "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        folder.mkdir()
        driver = ["WebKitWebDriver", f"--port={port}"]
        self.driver = subprocess.Popen(driver, env={**os.environ, **home}, **quiet)  # type: ignore[call-overload]
        until(lambda: listens(port))
        self.url = f"http://127.0.0.1:{port}/session"
        browser = {"binary": glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")[-1], "args": ["--automation"]}
        asked = {"alwaysMatch": {"webkitgtk:browserOptions": browser}}
        self.url += f"/{self.command('', '', capabilities=asked)['sessionId']}"

    def command(self, marionette: str, path: str, method: str = "POST", **fields: Any) -> Any:
        """Send a command and read its answer."""
        sent = json.dumps(fields).encode() if method == "POST" else None
        with urlopen(Request(f"{self.url}/{path}".rstrip("/"), sent, method=method), timeout=PATIENCE) as answer:
            return json.loads(answer.read())["value"]

    def close(self) -> None:
        """End it with its screen."""
        urlopen(Request(self.url, method="DELETE"), timeout=PATIENCE).close()
        for process in (self.driver, self.screen):
            process.terminate()
            process.wait()


ENGINES: dict[str, Callable[[Path], Engine]] = {"firefox": Firefox, "webkit": WebKit}
