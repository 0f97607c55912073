"""The newest published entries come from an index, in its order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0016_list_a_place_by_title")]

    operations = [
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["state", "-published_at", "-id"], name="project_newest"),
        ),
    ]
