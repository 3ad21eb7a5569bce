from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing is drawn here: a question or a round of before is drawn when it is shown, or saved again."""

    dependencies = [("live", "0007_nickname_looks")]

    operations = [
        migrations.AddField("question", "drawn", models.JSONField(null=True)),
        migrations.AddField("question", "listed", models.JSONField(null=True)),
        migrations.AddField("round", "drawn", models.JSONField(null=True)),
    ]
