from django.db import migrations

from live.content.nicknames import nickname_key


def look_again(apps, schema_editor):
    """Give people of running rooms the keys that newcomers are compared with; of two that look alike the first has it."""
    participants = apps.get_model("live", "Participant")
    people = list(participants.objects.filter(room__ended_at=None).exclude(nickname_key=None).order_by("pk"))
    participants.objects.filter(pk__in=[person.pk for person in people]).update(nickname_key=None)
    taken = set()
    for person in people:
        key = person.room_id, nickname_key(person.nickname)
        person.nickname_key = None if key in taken else key[1]
        taken.add(key)
    participants.objects.bulk_update(people, ["nickname_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("live", "0006_moved")]

    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
