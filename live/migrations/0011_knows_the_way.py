from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0010_rules_and_names")]

    operations = [migrations.AddField("lastrules", "knows_the_way", models.BooleanField(default=False))]
