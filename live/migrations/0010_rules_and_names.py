import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("live", "0009_former_screen")]

    operations = [
        migrations.CreateModel(
            "LastRules",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rules", models.JSONField(default=dict)),
                (
                    "teacher",
                    models.OneToOneField(
                        settings.AUTH_USER_MODEL, django.db.models.deletion.CASCADE, related_name="last_rules"
                    ),
                ),
            ],
        ),
        migrations.AddField("room", "class_name", models.CharField(blank=True, max_length=40, default=""), False),
        migrations.AddField("room", "waiting_words", models.JSONField(default=list)),
        migrations.AddField("participant", "waits", models.BooleanField(default=False)),
    ]
