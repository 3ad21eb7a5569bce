from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0013_editions_of_rounds")]

    operations = [migrations.AddField("room", "shuffle", models.BooleanField(default=False))]
