"""What a text can be read as by hand, where it was taken for another format; the readers themselves load in a child."""

from django.utils.translation import gettext_noop as _

FORMS = {
    "list": _("A list"),
    "table": _("A table"),
    "gift": "GIFT",
    "blackboard": "Blackboard",
    "quizlet": "Quizlet",
}
"The label of each; `readers` has a reader by the same name."
