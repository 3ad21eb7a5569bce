"""A roll: the list of a class, kept until the end of its school year, and the pupils on it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate

from live import clock
from live.content.class_list import IDENT_LENGTH, NAME_LENGTH, Listed, shown_names, unlike
from live.content.nicknames import NICKNAME_LENGTH, nickname_key
from live.models.keys import new_key
from live.models.room import CLASS_NAME_LENGTH, KEY_LENGTH

YEAR_ENDS = (7, 31)
"Month and day on which a school year ends, unless the teacher chooses another day."
ANNOUNCED = timedelta(days=14)
"So long before its last day a roll says that it will go."


def end_of_year() -> date:
    """Return the last day of the school year that runs today."""
    today = localdate(clock.now())
    ends = date(today.year, *YEAR_ENDS)
    return ends if today <= ends else date(today.year + 1, *YEAR_ENDS)


class Roll(models.Model):
    """The list of a class. It goes with all that is kept of its pupils after its last day."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rolls")
    title = models.CharField(max_length=CLASS_NAME_LENGTH)
    last_day = models.DateField(default=end_of_year)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def goes_soon(self) -> bool:
        """Whether its last day is announced."""
        return self.last_day - localdate(clock.now()) <= ANNOUNCED

    @property
    def school_year(self) -> str:
        """The school year that ends on or before the last day: "2026/27"."""
        begins = self.last_day.year - (1 if (self.last_day.month, self.last_day.day) <= YEAR_ENDS else 0)
        return f"{begins}/{(begins + 1) % 100:02}"

    def enter(self, listed: list[Listed]) -> None:
        """Put pupils on the roll, each shown by as much of the name as tells the class apart."""
        taken = set(self.pupils.values_list("shown_key", flat=True))
        pupils = []
        for each, shown in zip(listed, shown_names([each.name for each in listed]), strict=True):
            pupil = Pupil(roll=self, name=each.name, ident=each.ident, shown_as=unlike(shown, taken))
            taken.add(pupil.note_key())
            pupils.append(pupil)
        Pupil.objects.bulk_create(pupils)


class Pupil(models.Model):
    """One line of a roll. What they need is the business of nobody but their teacher."""

    class Extra(models.IntegerChoices):
        """How much longer their clock runs, in percent of everybody's; until the reveal."""

        NONE = 0
        QUARTER = 25
        HALF = 50
        DOUBLE = 100
        UNTIL_REVEAL = -1

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="pupils")
    name = models.CharField(max_length=NAME_LENGTH)
    ident = models.CharField(max_length=IDENT_LENGTH, blank=True)
    "A number, login or address of the school's, by which marks find their way."
    shown_as = models.CharField(max_length=NICKNAME_LENGTH)
    "The nickname in every room of the roll."
    shown_key = models.CharField(max_length=100)
    "The key by which nicknames are unlike (`nickname_key`)."
    key = models.CharField(max_length=KEY_LENGTH, default=new_key, unique=True)
    "That of the card."
    extra = models.SmallIntegerField(choices=Extra.choices, default=Extra.NONE)
    calm = models.BooleanField(default=False)
    "Whether their pages have no clock, no place and no points."

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["roll", "shown_key"], name="one_shown_name_per_roll")]

    def __str__(self) -> str:
        return self.name

    def note_key(self) -> str:
        """Set the key that goes with the shown name, and return it."""
        self.shown_key = nickname_key(self.shown_as)
        return self.shown_key

    def renew_card(self) -> None:
        """Give the pupil another card; the lost one ends."""
        self.key = new_key()
        self.save(update_fields=["key"])
