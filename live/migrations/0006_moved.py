from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0005_deletion")]

    operations = [migrations.AddField("room", "moved_at", models.DateTimeField(null=True))]
