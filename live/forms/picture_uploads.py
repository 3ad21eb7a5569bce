"""Pictures in the editor's form: each upload is stored, and a field of the form then names it."""

import re

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from live.content.pictures import Picture, receive
from live.kinds.choices import MOST, letter
from live.refusal import Refused

PLACE = re.compile(r"upload-([0-9]|10)")
QUESTION, CHOICES = "picture", "choice_picture"
"The fields that name a picture: one for the question, and one for each choice."


def store_uploads(post: QueryDict, files: MultiValueDict[str, UploadedFile]) -> tuple[QueryDict, dict[str, str]]:
    """Store the uploads; return the form with their names in its fields, and by field the sentences about refused ones.

    A picture has a place: 0 is the question, 1 to 10 are its choices. `upload-3` brings one, `remove` = 3 removes it.
    """
    form, errors = _Form(post), _Errors()
    for place in form.places:
        if str(place) in post.getlist("remove"):
            form[place] = ""
        elif form[place] and not _is_there(form[place]):
            errors.add(place, _("This picture is gone. Please choose it again."))
            form[place] = ""
    for name, upload in files.items():
        match = PLACE.fullmatch(name)
        if match and isinstance(upload, UploadedFile):
            try:
                form[int(match[1])] = receive(upload).token
            except Refused as refused:
                errors.add(int(match[1]), refused.message)
    return form.sent(), errors.sentences


def _is_there(token: str) -> bool:
    picture = Picture.typed(token, "")
    return picture is not None and picture.renew()


class _Form:
    """The fields that name pictures, by place."""

    def __init__(self, post: QueryDict) -> None:
        self.post = post.copy()
        self.tokens = dict(enumerate([post.get(QUESTION, ""), *post.getlist(CHOICES)[:MOST]]))

    @property
    def places(self) -> list[int]:
        return list(self.tokens)

    def __getitem__(self, place: int) -> str:
        return self.tokens.get(place, "")

    def __setitem__(self, place: int, token: str) -> None:
        self.tokens[place] = token

    def sent(self) -> QueryDict:
        """Return the form as if the browser had named the stored pictures itself."""
        self.post[QUESTION] = self[0]
        self.post.setlist(CHOICES, [self[place] for place in range(1, max(self.tokens) + 1)])
        self.post.pop("remove", None)
        return self.post


class _Errors:
    """Sentences by field; a sentence about a choice names its letter."""

    def __init__(self) -> None:
        self.sentences: dict[str, str] = {}

    def add(self, place: int, sentence: str) -> None:
        if place == 0:
            self.sentences[QUESTION] = sentence
            return
        sentence = _("Choice %(letter)s: %(sentence)s") % {"letter": letter(place), "sentence": sentence}
        self.sentences[CHOICES] = f"{self.sentences.get(CHOICES, '')} {sentence}".strip()
