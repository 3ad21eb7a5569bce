"""Files that cost as much as they can, in and out, while a class answers and other teachers go on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter

from tests.faults.test_abuse import Watch
from tests.faults.test_heavy import MULTIPART, another, attacked, posted, twin, with_quiz
from tests.formats.test_tables import spreadsheet
from tests.support.phones import Author, play

UPLOADS, DOWNLOADS, MIB = 9, 9, 1 << 20
LONG_LIST = "- a\n" * 950
GOOD = spreadsheet(["Question", "Answer 1", "Answer 2", "Correct"], ["Capital?", "Paris", "Lyon", 1])


def slow(size: int) -> bytes:
    """A page of as many bytes that is read in linear time, a MB in about a second of CPU."""
    row = b"<table><tr><td>x"
    return b"<html>" + row * (size // len(row))


def brings(teacher: Author, content: bytes) -> bytes:
    """The request that puts a file into the box."""
    token = "".join(f'--a-picture\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                    for name, value in teacher.token.items())  # fmt: skip
    head = '--a-picture\r\nContent-Disposition: form-data; name="file"; filename="a.xls"\r\n\r\n'
    body = (token + head).encode() + content + b"\r\n--a-picture--\r\n"
    request = teacher.request("POST", f"{teacher.quiz}paste/", body)
    return request.replace(b"Content-Type: application/x-www-form-urlencoded", MULTIPART, 1)


def test_hostile_files_hold_up_neither_a_class_nor_another_teachers_file(server, size, bars):
    content = slow(size(MIB // 5, 10 * MIB - 1000))

    async def attack(teacher: Author) -> set[int]:
        good, loop = await with_quiz(await another(server)), asyncio.get_running_loop()
        for each in (teacher, good):
            await each.visit(f"{each.quiz}paste/")  # whose cookie allows uploads
        watch = Watch(server)
        looking = asyncio.ensure_future(watch.look())
        with ThreadPoolExecutor(UPLOADS + 1) as threads:
            send = partial(loop.run_in_executor, threads, partial(posted, server.port))
            hostile = [send(brings(teacher, content)) for _ in range(size(2, UPLOADS))]
            await asyncio.sleep(0.5)
            began = perf_counter()
            assert await send(brings(good, GOOD)) == 302
            bars.hold("hostile files: a good file of another teacher", perf_counter() - began, size(20, 30))
            statuses = set(await asyncio.gather(*hostile))
        looking.cancel()
        bars.hold("hostile files: more memory of the server", watch.grown(), size(4, 20), "MiB")
        return statuses

    assert play(attacked(server, size, bars, "hostile files", attack, 1)) <= {302, 422}


def slow_to_write(questions: int) -> str:
    """A table of ours, of whose questions each costs a writer of QTI some hundredths of a second of CPU."""
    rows = (f'Single choice,{number}?,Yes,No,1,"{LONG_LIST}","{LONG_LIST}"\n' for number in range(questions))
    return "Kind,Question (Markdown),Choice 1,Choice 2,Right,Explanation,Notes\n" + "".join(rows)


def test_nine_files_that_are_slow_to_write_hold_up_no_page_of_another_teacher(server, size):
    async def story() -> int:
        teacher, other = await with_quiz(await another(server)), await another(server)
        await teacher.visit(f"{teacher.quiz}paste/")
        await teacher.bring(f"{teacher.quiz}paste/", slow_to_write(size(15, 150)))
        tabs = [twin(teacher) for _ in range(DOWNLOADS)]
        files = [asyncio.ensure_future(tab.send(tab.request("GET", f"{teacher.quiz}take/qti/"))) for tab in tabs]
        pages = 0
        while not any(file.done() for file in files):
            assert (await other.visit("/quizzes/")).status == 200
            pages += 1
        assert {file.result().status for file in files if file.done()} == {200}
        for file, tab in zip(files, tabs, strict=True):
            file.cancel()
            tab.http.close()
        return pages

    assert play(story()) > 10
    assert server.bugs == []
