"""The first projects of a place by title come from the index, in its order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0015_count_by_network")]

    operations = [
        migrations.RemoveIndex(model_name="project", name="project_by_place"),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["state", "scope", "home_district", "title"], name="project_by_place"),
        ),
    ]
