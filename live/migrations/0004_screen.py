from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0003_pictures")]

    operations = [
        migrations.AddField("room", "covered", models.BooleanField(default=False)),
        migrations.AddField("room", "board", models.BooleanField(default=False)),
    ]
