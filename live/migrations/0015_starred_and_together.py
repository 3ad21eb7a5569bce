from django.db import migrations, models


class Migration(migrations.Migration):
    """What the host stars and puts together among typed answers."""

    dependencies = [("live", "0014_shuffled_choices")]

    operations = [
        migrations.AddField("round", "starred", models.JSONField(default=list)),
        migrations.AddField("round", "together", models.JSONField(default=dict)),
    ]
