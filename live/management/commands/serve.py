"""`manage.py serve`: everything from an empty data folder to a room on the network; ./run starts it."""

import os
import sys
from typing import IO, Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.core.management.color import supports_color
from django.db import DatabaseError, connection
from django.urls import reverse

from live import checks
from live.asgi import static
from live.formats import opened
from live.management.prepared import NewerDatabase, prepare
from live.models import School, SignInLink
from live.server import addresses, hosts, ports
from live.server.greeting import greeting
from live.server.listening import Listening
from live.storage import lock
from live.workshop import drawings, pictures

PLACES = drawings.place, pictures.place, opened.quick, opened.place
BAD_OPTION, PORT_TAKEN, DATA_IN_USE, DATA_UNUSABLE, MUDDLED = 2, 6, 7, 8, 11


class Command(BaseCommand):
    """Serve from this machine until Ctrl-C or SIGTERM."""

    help = "Serves Show of Hands from this machine until Ctrl-C."
    requires_system_checks = ()
    held: IO[bytes]

    def add_arguments(self, parser: CommandParser) -> None:
        """The options of ./run."""
        parser.add_argument("--port", type=int, help="this port (else the first free from 8000)")
        parser.add_argument("--host", default="", help="listen on this address of the machine")
        parser.add_argument("--address", default="", help="what students type")
        parser.add_argument("--local", action="store_true", help="serve this machine alone")

    def handle(self, **options: Any) -> None:
        """Take the data, find a port, make what is missing, say where, serve."""
        os.umask(0o077)  # what people answered is nobody else's business
        if complaints := checks.complaints():
            stop(MUDDLED, "\n     ".join(complaints))
        if settings.SHOW_SERVER:
            return self._serve_behind_a_proxy(options)
        self._take_data()
        self._choose_place(options)
        self._serve(self._prepare(), options)

    def _serve_behind_a_proxy(self, options: dict[str, Any]) -> None:
        """One of several processes, which the administrator's files start, and who reads its words reads a log."""
        from live.management.loading import load_everything
        from live.server.server import run

        listening = self._listening(options)
        if not settings.POSTGRESQL:
            self._take_data()
        for place in PLACES:  # they load while this process makes what is missing, and loads
            place.open()
        try:
            prepare()
            static.prepare_static()
        except NewerDatabase as newer:
            stop(DATA_UNUSABLE, f"{newer}")
        except (DatabaseError, OSError) as error:
            stop(DATA_UNUSABLE, f"the database or {settings.DATA} cannot be used ({_words_of(error)}).")
        load_everything()
        for place in PLACES:
            place.wait()
        try:
            run(listening, on_ready=lambda _: self._log(f"Show of Hands listens on {listening}."))
        except ports.Taken as taken:
            stop(PORT_TAKEN, f"{taken}.")
        finally:
            _close_places()

    def _listening(self, options: dict[str, Any]) -> Listening:
        host = options["host"] or addresses.LOOPBACK
        try:
            if options["port"] or not settings.SHOW_LISTEN:
                return Listening(host, options["port"] or ports.FIRST)
            return Listening.of(settings.SHOW_LISTEN)
        except ValueError as error:
            stop(MUDDLED, f"SHOW_LISTEN {error}.")

    def _log(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _prepare(self) -> str:
        """Make what is missing, and a fresh sign-in link; its path."""
        try:
            owner = prepare()
            static.prepare_static()
            return reverse("account-signin", args=[SignInLink.issue(owner)])
        except NewerDatabase as newer:
            stop(DATA_UNUSABLE, f"{newer}")
        except (DatabaseError, OSError) as error:
            stop(DATA_UNUSABLE, f"{settings.DATA} cannot be used ({error}); mend it, or name another with --data.")

    def _serve(self, sign_in: str, options: dict[str, Any]) -> None:
        from live.server.server import run  # it brings Twisted, which a start that is refused need not wait for

        try:
            place = Listening(addresses.serving.host, addresses.serving.port)
            run(place, on_ready=lambda _: self._log(self._greeting(sign_in)))
        except ports.Taken as taken:  # somebody was quicker: two starts at once look for a port at the same time
            if options["port"]:
                stop(PORT_TAKEN, f"{taken}; name another with --port.")
            self._choose_place(options)
            self._serve(sign_in, options)
        finally:
            _close_places()

    def _take_data(self) -> None:
        try:
            self.held = lock.hold(settings.DATA)
        except lock.Held:
            stop(DATA_IN_USE, f"{settings.DATA} is being served already; stop that one, or name another with --data.")

    def _choose_place(self, options: dict[str, Any]) -> None:
        serving = addresses.serving
        serving.host = addresses.LOOPBACK if options["local"] else options["host"] or addresses.EVERYWHERE
        try:
            serving.address = options["address"] and addresses.clean(options["address"])
        except ValueError as error:
            stop(BAD_OPTION, f"--address {error}.")
        try:
            serving.port = ports.free_port(serving.host, options["port"])
        except ports.Taken as taken:
            stop(PORT_TAKEN, f"{taken}; name another with --port.")
        except OSError:
            stop(BAD_OPTION, f"--host {serving.host} is no IPv4 address of this machine.")
        if serving.host != addresses.EVERYWHERE:
            hosts.also_allow(serving.host)
        if serving.address:
            hosts.answer_to(serving.address)

    def _greeting(self, sign_in: str) -> str:
        chosen = School.get().address
        if chosen:
            hosts.answer_to(chosen)
        students = addresses.join_url(chosen)
        return greeting(
            sign_in=[own + sign_in for own in own_urls()],
            students=f"{students}/",
            others=other_addresses(students),
            data=settings.DATA,
            colour=supports_color(),
        )


def _close_places() -> None:
    """End what is still being drawn or decoded: a request that waits for it would keep the process from ending."""
    for place in PLACES:
        place.close()


def _words_of(error: Exception) -> str:
    if isinstance(error, DatabaseError) and settings.POSTGRESQL:
        from live.storage.postgresql import connection_problem

        return connection_problem(connection.get_connection_params()) or str(error).strip()
    return str(error).strip()


def found_addresses() -> list[str]:
    """The addresses under which others find this server."""
    return addresses.lan_addresses() if addresses.serving.host == addresses.EVERYWHERE else []


def other_addresses(students: str) -> list[str] | None:
    """Where else than under the students' URL others find this server; None when they cannot, without a network."""
    found = found_addresses()
    if not found and addresses.serving.host == addresses.EVERYWHERE and students == addresses.url(addresses.LOOPBACK):
        return None
    return [each for each in found if addresses.url(each) != students]


def own_urls() -> list[str]:
    """Where the teacher opens it: on this machine, and from another one."""
    own = addresses.LOOPBACK if addresses.serving.host == addresses.EVERYWHERE else addresses.serving.host
    return [addresses.url(name) for name in (own, *found_addresses()[:1])]


def stop(code: int, sentence: str) -> NoReturn:
    """End with one sentence and the exit code of ./run's table."""
    sys.stderr.write(f"run: {sentence}\n")
    sys.exit(code)
