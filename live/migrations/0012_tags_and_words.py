from django.db import migrations, models

from live.content.finding import found_by


def note_words(apps, schema_editor):
    """Write what the quizzes of before are found by."""
    quizzes, questions = apps.get_model("live", "Quiz").objects, apps.get_model("live", "Question").objects
    for pk, title in quizzes.values_list("pk", "title"):
        texts = questions.filter(quiz=pk, deleted_at=None).values_list("text", flat=True)
        quizzes.filter(pk=pk).update(find=found_by([title, *texts], []))


class Migration(migrations.Migration):
    dependencies = [("live", "0011_knows_the_way")]

    operations = [
        migrations.AddField("quiz", "tags", models.JSONField(default=list)),
        migrations.AddField("quiz", "find", models.TextField(default="", editable=False)),
        migrations.RunPython(note_words, migrations.RunPython.noop),
    ]
