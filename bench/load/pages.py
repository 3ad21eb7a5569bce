"""What a student's first visit weighs: both pages, and each file that they name, as they travel."""

import re

from bench.load.crowd import Crowd
from bench.load.people import Student

FILES = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script|use) (?:href|src)="([^"#]+)')


async def first_load_kb(crowd: Crowd, student: Student) -> float:
    """Kilobytes (1,000) of bodies, compressed where the server compresses."""
    files = {path for page in student.pages for path in FILES.findall(page.text)}
    if len(files) < 3:
        crowd.errors.append(f"first load: only {sorted(files)} named in the pages")
    weight = sum(len(page.body) for page in student.pages)
    for path in sorted(files):
        weight += len((await student.browser.send(student.browser.request("GET", path))).body)
    return weight / 1000
