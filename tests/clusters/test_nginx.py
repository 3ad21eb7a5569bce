"""deploy/nginx.conf: with TLS and without, on ports and on sockets, and the static files that it serves itself."""

import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from bench.patience import PATIENCE
from bench.systems.embedded import free_port
from bench.systems.engines import Nginx, a_folder, binary
from live.asgi.gate import SECURITY_HEADERS
from live.asgi.upload_limits import FORM_BYTES
from tests.support.deployed import DEPLOY, PAGE, code
from tests.support.wire_browser import Answer, ask, browse

HASHED, PLAIN = "live/phone.0123456789ab.css", "live/phone.css"
BODY = b"body { color: black }\n" * 100


class Proxy(Nginx):
    """nginx without any process behind it; what it would find on a school's machine is in folders of a test's."""

    def __init__(self, with_tls: bool) -> None:
        self.shared, self.tls_port = a_folder(), free_port()
        self.shared.chmod(0o755)
        if with_tls:
            certify(self.shared)
        for name in (HASHED, PLAIN):
            path = self.shared / "static" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(BODY)
        super().__init__([free_port(), free_port()])

    def prepare(self) -> None:
        """Point it to the folders."""
        super().prepare()
        path = self.folder / "nginx.conf"
        text = path.read_text().replace("/var/cache/show-of-hands", str(self.shared))
        path.write_text(text.replace("/etc/nginx/tls/", f"{self.shared}/tls/"))
        for tls in self.shared.glob("tls/tls.conf"):
            text = tls.read_text().replace("/etc/nginx/tls/", f"{self.shared}/tls/")
            tls.write_text(re.sub(r"listen \d+", f"listen 127.0.0.1:{self.tls_port}", text))


def certify(folder: Path) -> None:
    """A certificate of our own, put in place by the script that certbot calls."""
    options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([binary("openssl"), "req", *options, *files], check=True, capture_output=True)
    names = {"RENEWED_LINEAGE": str(folder), "TLS_FOLDER": str(folder / "tls"), "PATH": "/usr/bin:/bin"}
    subprocess.run([DEPLOY / "new-certificate"], env=names, check=True)
    assert {path.name for path in (folder / "tls").iterdir()} == {"tls.conf", "fullchain.pem", "privkey.pem"}
    (folder / "tls" / "privkey.pem").chmod(0o644)  # here it does not run as root


@pytest.fixture(scope="module", params=[False, True], ids=["http", "TLS"])
def proxy(request: pytest.FixtureRequest) -> Iterator[Proxy]:
    """It runs, with TLS or without."""
    proxy = Proxy(request.param)
    yield proxy
    proxy.stop()
    shutil.rmtree(proxy.shared)


def ask_by_tls(port: int, path: str) -> Answer:
    """One request by https."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with closing(HTTPSConnection("127.0.0.1", port, context=trusting, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as found:
            headers = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, headers, found.read())


def get(proxy: Proxy, path: str) -> Answer:
    """What a browser gets."""
    if (proxy.shared / "tls").exists():
        return ask_by_tls(proxy.tls_port, path)
    return browse(ask(proxy.port, path))


def test_a_static_file_with_a_hash_is_kept_for_ever(proxy):
    found = get(proxy, f"/static/{HASHED}")
    assert (found.status, found.body) == (200, BODY)
    assert found.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert found.headers["content-type"] == "text/css"


def test_one_without_is_asked_for_again(proxy):
    assert get(proxy, f"/static/{PLAIN}").headers["cache-control"] == "public, max-age=60"


def test_static_files_carry_the_headers_of_the_program(proxy):
    found = get(proxy, f"/static/{HASHED}").headers
    assert {name: found[name.decode()].encode() for name, _ in SECURITY_HEADERS} == dict(SECURITY_HEADERS)
    assert ("strict-transport-security" in found) == (proxy.shared / "tls").exists()


@pytest.mark.parametrize("path", ["/static/live/old.0123456789ab.css", "/", "/play/1/", "/healthz"])
def test_all_else_goes_to_the_processes(proxy, path):
    assert get(proxy, path).status == 502, "there are none here"


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/quizzes/questions/1/", FORM_BYTES, 502),
        ("/quizzes/questions/1/", FORM_BYTES + 1, 413),
        ("/join/x/", 2**21, 413),
    ],
)
def test_pictures_of_a_form_may_be_as_long_as_the_processes_let_them(proxy, path, size, status):
    if (proxy.shared / "tls").exists():
        status = 308  # to where it is the same
    assert browse(ask(proxy.port, path, "POST", b"x" * size)).status == status


def test_nothing_outside_of_the_static_folder_is_served(proxy):
    assert get(proxy, "/static/../tls/privkey.pem").status in {400, 502}
    assert get(proxy, "/static/%2e%2e/tls/privkey.pem").status in {400, 502}


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_is_for_monitors_is_not_there(proxy, path):
    assert get(proxy, path).status == 404


def test_http_only_leads_to_https_where_there_is_one(proxy):
    found = browse(ask(proxy.port, "/123456?x=1", Host="quiz.school.example"))
    if (proxy.shared / "tls").exists():
        assert (found.status, found.headers["location"]) == (308, "https://quiz.school.example/123456?x=1")
    else:
        assert found.status == 502


def test_nobody_who_asked_is_written_down(proxy):
    get(proxy, "/123456")
    assert "127.0.0.1" not in proxy.words
    assert "123456" not in proxy.words


def test_nobody_is_written_down_while_a_process_on_a_file_is_not_there():
    proxy = Nginx([Path("/run/no-such-folder/1.sock"), Path("/run/no-such-folder/2.sock")])
    found = browse(ask(proxy.port, "/123456")).status, "127.0.0.1" in proxy.words, "123456" in proxy.words
    proxy.stop()
    assert found == (502, False, False)


def test_the_pages_own_lines_make_a_configuration_for_sockets(tmp_path):
    typed = code(PAGE.read_text()).splitlines()
    lines = [line for line in typed if line.startswith("sed ") and "nginx.conf" in line]
    lines = [line.replace("/etc/nginx/nginx.conf", "here.conf") for line in lines]
    lines = [line.replace("deploy/nginx.conf", str(DEPLOY / "nginx.conf")) for line in lines]
    subprocess.run(["sh", "-ec", "\n".join(lines)], cwd=tmp_path, check=True)
    text = (tmp_path / "here.conf").read_text()
    assert re.findall(r"server unix:(\S+)", text) == ["/run/show-of-hands/1.sock", "/run/show-of-hands/2.sock"]
    assert "listen 80 backlog" in text
    text = text.replace("listen 80 ", f"listen 127.0.0.1:{free_port()} ").replace("/run/nginx.pid", f"{tmp_path}/pid")
    (tmp_path / "here.conf").write_text(text)
    command = [binary("nginx"), "-t", "-e", "stderr", "-c", str(tmp_path / "here.conf")]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert "[warn]" not in ended.stderr
