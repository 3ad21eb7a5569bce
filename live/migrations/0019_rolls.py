import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import live.clock
import live.models.keys
import live.models.roll

EXTRA = [(0, "None"), (25, "Quarter"), (50, "Half"), (100, "Double"), (-1, "Until Reveal")]


class Migration(migrations.Migration):
    """Class lists, the pupils on them, and who of them is whom in a room."""

    dependencies = [
        ("live", "0018_brought"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=40)),
                ("last_day", models.DateField(default=live.models.roll.end_of_year)),
                ("created_at", models.DateTimeField(default=live.clock.now)),
                (
                    "owner",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.CASCADE, related_name="rolls"),
                ),
            ],
            options={"ordering": ["title", "id"]},
        ),
        migrations.CreateModel(
            name="Pupil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("ident", models.CharField(blank=True, max_length=40)),
                ("shown_as", models.CharField(max_length=24)),
                ("shown_key", models.CharField(max_length=100)),
                ("key", models.CharField(default=live.models.keys.new_key, max_length=22, unique=True)),
                ("extra", models.SmallIntegerField(choices=EXTRA, default=0)),
                ("calm", models.BooleanField(default=False)),
                ("roll", models.ForeignKey("live.Roll", django.db.models.deletion.CASCADE, related_name="pupils")),
            ],
            options={"ordering": ["name", "id"]},
        ),
        migrations.AddConstraint(
            "pupil", models.UniqueConstraint(fields=["roll", "shown_key"], name="one_shown_name_per_roll")
        ),
        migrations.AddField(
            "room",
            "roll",
            models.ForeignKey("live.Roll", django.db.models.deletion.SET_NULL, null=True, related_name="rooms"),
        ),
        migrations.AddField(
            "participant",
            "pupil",
            models.ForeignKey("live.Pupil", django.db.models.deletion.SET_NULL, null=True, related_name="seats"),
        ),
        migrations.AddField("participant", "proven", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "participant", models.UniqueConstraint(fields=["room", "pupil"], name="one_seat_per_pupil")
        ),
    ]
