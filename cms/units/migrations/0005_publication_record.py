import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0004_approval_means"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicationAmendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="amended at")),
            ],
            options={
                "verbose_name": "amendment of the record",
                "verbose_name_plural": "amendments of the record",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PublicationImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=255, verbose_name="file")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="imported at")),
            ],
            options={
                "verbose_name": "import of publications",
                "verbose_name_plural": "imports of publications",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PublicationSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255, verbose_name="section")),
            ],
            options={
                "verbose_name": "section",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="publicationunit",
            name="units_unit_once_a_publication",
        ),
        migrations.AlterField(
            model_name="publication",
            name="unit_approved_on",
            field=models.DateField(db_index=True, verbose_name="date of the unit's approval"),
        ),
        migrations.AddField(
            model_name="publication",
            name="event_date",
            field=models.DateField(null=True, verbose_name="date of the event"),
        ),
        migrations.AddField(
            model_name="publication",
            name="returns",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="How often it was returned to be mended before it was published.",
                verbose_name="returns",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="submitted_at",
            field=models.DateTimeField(null=True, verbose_name="first handed in at"),
        ),
        migrations.AddField(
            model_name="publication",
            name="was_paid",
            field=models.BooleanField(
                help_text="Of imported publications: whether the royalty was paid outside.",
                null=True,
                verbose_name="paid before",
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="channel",
            field=models.CharField(
                choices=[("portal", "portal"), ("facebook_group", "Facebook group")],
                default="portal",
                max_length=20,
                verbose_name="channel",
            ),
        ),
        migrations.AddField(
            model_name="publicationamendment",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="publicationamendment",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="units.publication"
            ),
        ),
        migrations.AddField(
            model_name="publicationbyline",
            name="amendment",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.publicationamendment",
            ),
        ),
        migrations.AddField(
            model_name="publicationbyline",
            name="superseded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.publicationamendment",
            ),
        ),
        migrations.AddField(
            model_name="publicationunit",
            name="amendment",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.publicationamendment",
            ),
        ),
        migrations.AddField(
            model_name="publicationunit",
            name="superseded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.publicationamendment",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationunit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                fields=("publication", "unit"),
                name="units_unit_once_a_publication",
            ),
        ),
        migrations.AddField(
            model_name="publicationimport",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="imported_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="units.publicationimport",
            ),
        ),
        migrations.AddField(
            model_name="publicationsection",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="units.publication"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationamendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="units_amendment_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationsection",
            constraint=models.UniqueConstraint(fields=("publication", "name"), name="units_section_once_a_publication"),
        ),
    ]
