"""Pictures in the editor's form: each upload is stored, and a field of the form then names it."""

import re

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from live.content.pictures import Picture, receive
from live.forms.draft import QUESTION_PICTURE, sent_kind
from live.kinds import Kind
from live.refusal import Refused
from live.workshop.pictures import reencode

PLACE = re.compile(r"upload-([0-9]{1,2})")


def store_uploads(post: QueryDict, files: MultiValueDict[str, UploadedFile]) -> tuple[QueryDict, dict[str, str]]:
    """Store the uploads; return the form with their names in its fields, and by field the sentences about refused ones.

    A picture has a place: 0 is the question, from 1 on its choices. `upload-3` brings one, `remove` = 3 takes it away.
    """
    kind = sent_kind(post)
    form, errors = _Form(post, kind), _Errors(kind)
    for place in form.places:
        if str(place) in post.getlist("remove"):
            form[place] = ""
        elif form[place] and not _is_there(form[place]):
            errors.add(place, _("This picture is gone. Please choose it again."))
            form[place] = ""
    for name, upload in files.items():
        match = PLACE.fullmatch(name)
        if match and int(match[1]) <= kind.most_pictures and isinstance(upload, UploadedFile):
            try:
                form[int(match[1])] = receive(upload, reencode).token
            except Refused as refused:
                errors.add(int(match[1]), refused.message)
    return form.sent(), errors.sentences


def _is_there(token: str) -> bool:
    picture = Picture.typed(token, "")
    return picture is not None and picture.renew()


class _Form:
    """The fields that name pictures, by place."""

    def __init__(self, post: QueryDict, kind: Kind) -> None:
        self.post, self.field = post.copy(), kind.picture_field
        choices = post.getlist(self.field)[: kind.most_pictures]
        self.tokens = dict(enumerate([post.get(QUESTION_PICTURE, ""), *choices]))

    @property
    def places(self) -> list[int]:
        return list(self.tokens)

    def __getitem__(self, place: int) -> str:
        return self.tokens.get(place, "")

    def __setitem__(self, place: int, token: str) -> None:
        self.tokens[place] = token

    def sent(self) -> QueryDict:
        """As if the browser had sent it so."""
        self.post[QUESTION_PICTURE] = self[0]
        if self.field:
            self.post.setlist(self.field, [self[place] for place in range(1, max(self.tokens) + 1)])
        self.post.pop("remove", None)
        return self.post


class _Errors:
    """Sentences by field; a sentence about a choice names its letter."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.sentences: dict[str, str] = {}

    def add(self, place: int, sentence: str) -> None:
        if place == 0:
            self.sentences[QUESTION_PICTURE] = sentence
            return
        field, sentence = self.kind.picture_field, self.kind.about_picture(place, sentence)
        self.sentences[field] = f"{self.sentences.get(field, '')} {sentence}".strip()
