import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("photos", "0001_initial"),
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PhotoUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField()),
                ("name", models.CharField(max_length=255, verbose_name="name of the file")),
                ("size", models.PositiveBigIntegerField(help_text="In bytes, as the browser announced it.")),
                ("offset", models.PositiveBigIntegerField(default=0, help_text="How many bytes have come.")),
                ("touched_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("refused", models.TextField(blank=True, verbose_name="why it was refused")),
                (
                    "caption",
                    models.CharField(blank=True, help_text="The caption that the file itself holds.", max_length=500),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True, help_text="The photographer whom the file itself names.", max_length=200
                    ),
                ),
                (
                    "photo",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="photos.photo"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="units.unit"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "upload of a photo",
                "verbose_name_plural": "uploads of photos",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("uploaded_by", "key"), name="photos_one_upload_for_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("offset__lte", models.F("size"))),
                        name="photos_no_more_bytes_than_announced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("photo", None), ("refused", ""), _connector="OR"),
                        name="photos_taken_in_or_refused",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhotoTraits",
            fields=[
                (
                    "photo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="traits",
                        serialize=False,
                        to="photos.photo",
                    ),
                ),
                ("recipe", models.PositiveSmallIntegerField(db_index=True, default=1)),
                ("camera", models.CharField(blank=True, help_text="Make and model.", max_length=160)),
                (
                    "taken_at",
                    models.DateTimeField(
                        help_text="By the camera's clock; local time unless it names a zone.", null=True
                    ),
                ),
                (
                    "program",
                    models.CharField(blank=True, help_text="What the file names as its software.", max_length=80),
                ),
                (
                    "marks",
                    models.JSONField(default=list, help_text="Traces of programs that saved the file (traits.Mark)."),
                ),
                ("has_metadata", models.BooleanField(default=False, help_text="EXIF, XMP or IPTC of any kind.")),
                ("quality", models.PositiveSmallIntegerField(help_text="Estimated JPEG quality, 1 to 100.", null=True)),
                (
                    "has_standard_tables",
                    models.BooleanField(help_text="Quantised by the tables of ITU-T T.81, Annex K.", null=True),
                ),
                ("is_progressive", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="PhotoFingerprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.IntegerField(db_index=True, help_text="The 22 highest bits.")),
                ("second", models.IntegerField(db_index=True, help_text="The next 21 bits.")),
                ("third", models.IntegerField(db_index=True, help_text="The 21 lowest bits.")),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fingerprints", to="photos.photo"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PhotoLikeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "distance",
                    models.PositiveSmallIntegerField(
                        help_text="In how many of 64 bits their closest fingerprints differ."
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="photos.photo"),
                ),
                (
                    "later",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="photos.photo"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("earlier", "later"), name="photos_one_likeness"),
                    models.CheckConstraint(
                        condition=models.Q(("earlier__lt", models.F("later"))), name="photos_likeness_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhotoUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.WAGTAIL_PAGE_MODEL
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="photos.photo"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("photo", "page"), name="photos_one_use")],
            },
        ),
    ]
