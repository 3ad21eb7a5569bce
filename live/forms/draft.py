"""The editor's state: a question as it is stored or typed, judged only when it is saved."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from live import clock
from live.content.pictures import ALT_LENGTH, Picture
from live.forms.quizzes import QuestionForm
from live.kinds import Content, Invalid, Kind, all_kinds
from live.models import Question, Round
from live.models.question import NOTES_LENGTH, TEXT_LENGTH

QUESTION_PICTURE = "picture"
"The field that names the question's own picture."
NOT_OF_A_KIND = (
    *("csrfmiddlewaretoken", "kept", "turn_into", "then", "quiz", QUESTION_PICTURE, "alt"),
    *("number", "look", "seen"),
)
"Fields of the editor's page that are neither every question's nor a kind's."


class Sentences(dict[str, str]):
    """A sentence for each wrong field, "" for every other one.

    So a template that asks for `errors.items` is told of the field with this name, and finds no method of a dict.
    """

    def __missing__(self, _name: str) -> str:
        return ""


class Draft:
    """A question in the editor: the form that all kinds share, and the content that its kind has read."""

    def __init__(self, kind: Kind, form: QuestionForm, content: Content, sent: QueryDict | None = None) -> None:
        self.kind, self.form, self.content = kind, form, content
        self.sent = QueryDict() if sent is None else sent
        self.kept: list[QueryDict] = []
        "What was typed under other kinds, a form for each; the page carries them, so that turning back loses nothing."
        self.kind_errors: dict[str, str] = {}
        self.picture: Picture | None = None
        self.alt = self.sent.get("alt", "")
        "The typed description of the picture, also when the upload was refused."

    @classmethod
    def next(cls, last: Question | None, kind: Kind | None = None) -> "Draft":
        """Begin a question with the time limit, weight and (unless another is given) kind of the quiz's last one."""
        kind = kind or (last.kind if last else all_kinds()[0])
        settings = {"seconds": last.seconds, "weight": last.weight} if last else {"weight": 1}
        return cls(kind, QuestionForm(initial=settings), kind.blank())

    @classmethod
    def of(cls, question: Question) -> "Draft":
        """Open a stored question."""
        names = QuestionForm.base_fields
        form = QuestionForm(initial={n: getattr(question, n) for n in names})
        draft = cls(question.kind, form, question.content)
        draft.picture = Picture.of(question.picture)
        return draft

    @classmethod
    def typed(cls, post: QueryDict, errors: dict[str, str] | None = None) -> "Draft":
        """Read what was sent without judging it; an unknown kind becomes the first one, with an error.

        `errors`: those of the uploaded pictures.
        """
        kind = sent_kind(post)
        draft = cls(kind, QuestionForm(post), kind.draft(post), post)
        draft.kept = [QueryDict(each) for each in post.getlist("kept")]
        draft._show(Picture.typed(post.get(QUESTION_PICTURE, ""), post.get("alt", "")))
        draft.kind_errors |= errors or {}
        if find_kind(post.get("kind", "")) is None:
            draft.kind_errors["kind"] = _("Please choose what kind of question this is.")
        return draft

    def _show(self, picture: Picture | None) -> None:
        self.picture, self.content = picture, self.kind.on_picture(self.content, picture)

    def turned_into(self, kind: Kind) -> "Draft":
        """Return the question as another kind, unjudged, with what was last typed under that kind or a similar one."""
        typed = {_shape(find_kind(each.get("kind", ""))): each for each in self.kept}
        typed[_shape(self.kind)] = own = self._own_fields()
        sent = typed.pop(_shape(kind), own if _is_special_case(kind, self.kind) else None)
        unjudged = QuestionForm(initial={name: self.form[name].value() for name in self.form.fields})
        turned = Draft(kind, unjudged, kind.blank() if sent is None else kind.draft(sent), sent)
        turned.kept = [each for shape, each in typed.items() if shape]
        turned.alt = self.alt
        turned._show(self.picture)
        pictures = {QUESTION_PICTURE, self.kind.picture_field}  # whose errors come from the files, whatever the kind
        turned.kind_errors = {name: said for name, said in self.kind_errors.items() if name in pictures}
        return turned

    def _own_fields(self) -> QueryDict:
        """Return those of the sent fields that belong to the kind."""
        own = self.sent.copy()
        for name in (*QuestionForm.base_fields, *NOT_OF_A_KIND):
            own.pop(name, None)
        own["kind"] = self.kind.slug
        return own

    def is_valid(self) -> bool:
        """Judge everything that was sent, so that a teacher reads all errors at once.

        A kind that gives no points needs no weight.
        """
        if not self.kind.scores:
            self.form.fields["weight"].disabled, self.form.fields["weight"].initial = True, 1
        if self._lacks_picture:
            self.kind_errors.setdefault(QUESTION_PICTURE, _("Please choose the picture first."))
        self.kind_errors |= _picture_faults(self.picture)
        try:
            self.content = self.kind.validate(self.content)
        except Invalid as invalid:
            self.kind_errors = invalid.by_field() | self.kind_errors
        return self.form.is_valid() and not self.kind_errors

    @property
    def _lacks_picture(self) -> bool:
        return self.kind.pictured and self.picture is None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the Question that a valid draft makes."""
        picture = self.picture and self.picture.kept
        return {**self.form.cleaned_data, "picture": picture, "kind_slug": self.kind.slug, "content": self.content}

    def round(self, number: int) -> Round:
        """Return the round that would ask the question, not stored; `number` is its place in the quiz.

        Its content is what would be kept, else what was typed.
        """
        return Round(
            pk=0,
            question_id=number,
            question_number=number,
            kind_slug=self.kind.slug,
            text=str(self.form["text"].value() or "")[:TEXT_LENGTH],
            explanation=str(self.form["explanation"].value() or "")[:NOTES_LENGTH],
            content=self._as_kept() or self.content,
            picture=self.picture and self.picture.kept,
            opened_at=clock.now(),
        )

    @property
    def is_complete(self) -> bool:
        """Whether its kind would accept it as it is; the preview shows a reveal only then."""
        return self._as_kept() is not None

    def _as_kept(self) -> Content | None:
        """Return the content as its kind would keep it; None when it would not."""
        if self._lacks_picture:
            return None
        try:
            return self.kind.validate(self.content)
        except Invalid:
            return None

    @property
    def errors(self) -> Sentences:
        """A sentence for each wrong field, in the order of the page."""
        common = {name: str(found[0]) for name, found in self.form.errors.items()}
        text = common.pop("text", "")
        return Sentences({**({"text": text} if text else {}), **self.kind_errors, **common})


def _picture_faults(picture: Picture | None) -> dict[str, str]:
    if picture and not picture.alt:
        return {"alt": _("Please say what is to be seen on the picture, for those who cannot see it.")}
    if picture and len(picture.alt) > ALT_LENGTH:
        return {"alt": _("This is too long: %d characters at most.") % ALT_LENGTH}
    return {}


def _shape(kind: Kind | None) -> frozenset[str]:
    """Return the keys of a kind's content: kinds with the same keys take each other's content."""
    return frozenset(kind.blank()) if kind else frozenset()


def _is_special_case(one: Kind, other: Kind) -> bool:
    """Tell whether one of two kinds is made from the other, so that it reads the same fields and further ones."""
    return isinstance(one, type(other)) or isinstance(other, type(one))


def sent_kind(post: QueryDict) -> Kind:
    """The kind that a form is for; the first one when it names none that there is."""
    return find_kind(post.get("kind", "")) or all_kinds()[0]


def find_kind(slug: str) -> Kind | None:
    """Return the kind of a slug; None when there is none."""
    return next((kind for kind in all_kinds() if kind.slug == slug), None)
