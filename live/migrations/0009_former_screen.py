import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0008_drawings")]

    operations = [
        migrations.CreateModel(
            "FormerScreen",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=22, unique=True)),
                (
                    "room",
                    models.ForeignKey("live.room", django.db.models.deletion.CASCADE, related_name="former_screens"),
                ),
            ],
        ),
    ]
