import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import live.clock


class Migration(migrations.Migration):
    """What counts in a round may change after its reveal, and every change is kept."""

    dependencies = [
        ("live", "0019_rolls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("round", "also", models.JSONField(default=list)),
        migrations.AddField("round", "full", models.BooleanField(default=False)),
        migrations.AddField("round", "dropped", models.BooleanField(default=False)),
        migrations.AddField("round", "regraded", models.BigIntegerField(default=0)),
        migrations.CreateModel(
            name="Regrade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=live.clock.now)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, django.db.models.deletion.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("round", models.ForeignKey("live.Round", django.db.models.deletion.CASCADE, related_name="regrades")),
            ],
            options={"ordering": ["-id"]},
        ),
    ]
