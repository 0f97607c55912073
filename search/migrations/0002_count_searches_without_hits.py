from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_know_synonyms"),
    ]

    operations = [
        migrations.CreateModel(
            name="MissedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.CharField(max_length=60, verbose_name="term")),
                ("folded", models.CharField(editable=False, max_length=120, verbose_name="folded key")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("week", models.PositiveSmallIntegerField(verbose_name="calendar week")),
                (
                    "visitors",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "one"), (2, "two or more")], default=1, verbose_name="visitors"
                    ),
                ),
                ("first_on", models.DateField(verbose_name="first on")),
                ("dismissed_on", models.DateField(blank=True, null=True, verbose_name="dismissed on")),
            ],
            options={
                "verbose_name": "search without hits",
                "verbose_name_plural": "searches without hits",
                "ordering": ["-year", "-week", "folded"],
                "indexes": [models.Index(fields=["first_on"], name="missed_search_first_on")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("folded", "year", "week"), name="missed_search_once_a_week"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visitors__in", (1, 2))), name="missed_search_one_or_more"
                    ),
                ],
            },
        ),
    ]
