from django.db import migrations, models


class Migration(migrations.Migration):
    """The rounds that there are are of the first edition: their answers stay as they were judged."""

    dependencies = [("live", "0012_tags_and_words")]

    operations = [
        migrations.AddField("round", "edition", models.PositiveSmallIntegerField(default=1)),
        migrations.AlterField("round", "edition", models.PositiveSmallIntegerField(default=2)),
        migrations.AddField("round", "spelt", models.JSONField(default=dict)),
    ]
