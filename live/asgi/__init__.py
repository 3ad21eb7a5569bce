"""The ASGI applications around Django, for any server: gate, admission, the students' lean handler, files, probes."""
