"""The programs that tests and measurements start: where they are, and how a machine without them gets them."""

import os
import shutil
import subprocess
import sys
from functools import cache
from glob import glob

NO_BROWSER, NO_SERVER = 9, 10
"Exit codes of ./run."
SHELL = "chromium-headless-shell"
"Chromium's engine alone: it draws and runs pages as the browser does, for half of the CPU, but keeps none in memory."
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")  # fmt: skip
SERVERS = {"postgres": "postgresql", "redis-server": "redis-server", "nginx": "nginx"}
"The programs of a school's server, and Debian's packages that bring them."
ENGINES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
"The other browsers that the long run drives, and a screen for them."


class Missing(Exception):
    """A program is not there and could not be installed: the sentence that says so, and the exit code of ./run."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def find(name: str) -> str | None:
    """Where a program of the system is; Debian keeps some from users, and PostgreSQL's newest comes first."""
    postgresql = sorted(glob("/usr/lib/postgresql/*/bin"), key=_version, reverse=True)
    return shutil.which(name, path=os.pathsep.join([*postgresql, os.environ.get("PATH", ""), "/usr/sbin"]))


def _version(folder: str) -> int:
    number = folder.split("/")[-2]
    return int(number) if number.isdecimal() else 0


def require_servers(*names: str) -> None:
    """See that these of SERVERS are there, by apt as root when they are not. Raises Missing."""
    _require(SERVERS, names)


def require_engines() -> None:
    """See that Firefox and WebKit are there, in the same way. Raises Missing."""
    _require(ENGINES, tuple(ENGINES))


def _require(packaged: dict[str, str], names: tuple[str, ...]) -> None:
    if missing := _missing(names):
        _apt(*(packaged[name] for name in missing))
    if missing := _missing(names):
        packages = " ".join(packaged[name] for name in missing)
        raise Missing(NO_SERVER, f"there is no {' and no '.join(missing)} to start; on Debian and Ubuntu "
                                 f"`apt install {packages}` brings what is missing.")  # fmt: skip


def _missing(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if not find(name)]


@cache
def chromium() -> str:
    """What starts first: the one named, the engine alone, a browser that is there, or apt's engine. Raises Missing."""
    if os.environ.get("SHOW_CHROMIUM"):
        return whole_chromium()
    return _first((SHELL, *BROWSERS)) or _from_apt(SHELL) or whole_chromium()


@cache
def whole_chromium() -> str:
    """A whole Chromium: the one named, the system's, apt's (as root) or Playwright's. Raises Missing."""
    named = os.environ.get("SHOW_CHROMIUM")
    found = _starting(named) if named else _from_apt(*BROWSERS) or _playwright_chromium()
    if not found:
        raise Missing(NO_BROWSER, "there is no Chromium to start, and none could be fetched; install one, or name one "
                                  "in SHOW_CHROMIUM.")  # fmt: skip
    return found


def _starting(path: str | None) -> str | None:
    """The path, if a program is there that says its version: Ubuntu's chromium-browser may be an empty shell."""
    try:
        asked = subprocess.run([path or "", "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if asked.returncode else path


def _from_apt(*names: str) -> str | None:
    """The first of these that starts; when none does, apt may bring the first."""
    return _first(names) or (_first(names) if _apt(names[0]) else None)


def _first(names: tuple[str, ...]) -> str | None:
    return next(filter(_starting, filter(None, map(shutil.which, names))), None)


def _apt(*packages: str) -> bool:
    """Install Debian's packages, when we may; whether we may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print(f"Installing {', '.join(packages)} …", file=sys.stderr, flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.call(["apt-get", "-qq", *command], env=environment, stdout=sys.stderr)
    return True


def _playwright_chromium() -> str | None:
    """Playwright's own, fetched once into the user's cache."""
    print("Fetching Playwright's Chromium …", file=sys.stderr, flush=True)
    subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr)
    where = "from playwright.sync_api import sync_playwright as p\nwith p() as it: print(it.chromium.executable_path)"
    said = subprocess.run([sys.executable, "-c", where], capture_output=True, text=True)
    return _starting(said.stdout.strip())
