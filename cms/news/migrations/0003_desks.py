import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import cms.accounts.fields
import cms.news.models.approvals
import cms.news.paper.files
import cms.units.days

MEANS = [
    ("portal", "on the portal"),
    ("signed_sheet", "on a signed sheet"),
    ("message", "by a message of the unit"),
]
STATES = [
    ("draft", "being written"),
    ("at_unit", "waiting for the unit's approval"),
    ("at_confirmation", "waiting for a second person to confirm the paper"),
    ("returned", "returned for changes"),
    ("at_board", "waiting for the editorial board"),
    ("scheduled", "scheduled"),
    ("published", "published"),
    ("not_used", "not used"),
    ("withdrawn", "withdrawn"),
]
OUTCOMES = [
    ("", "waits for a second person"),
    ("confirmed", "confirmed"),
    ("refused", "refused"),
    ("taken_back", "taken back"),
]


class Migration(migrations.Migration):
    dependencies = [("news", "0002_live_guard"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="newspage",
            name="entered_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entered on the unit's behalf by",
            ),
        ),
        migrations.AlterField(
            model_name="newspage",
            name="state",
            field=models.CharField(
                choices=STATES, default="draft", editable=False, max_length=20, verbose_name="state"
            ),
        ),
        migrations.AlterField(
            model_name="approval",
            name="means",
            field=models.CharField(choices=MEANS, default="portal", max_length=20, verbose_name="means"),
        ),
        migrations.CreateModel(
            name="PaperVetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("means", models.CharField(choices=MEANS[1:], max_length=20, verbose_name="how the unit approved")),
                ("approver_name", models.CharField(max_length=200, verbose_name="who approved for the unit")),
                ("approver_position", models.CharField(max_length=200, verbose_name="position")),
                ("vetted_on", models.DateField(verbose_name="date on the paper")),
                (
                    "sender",
                    cms.accounts.fields.SealedCharField(
                        blank=True, max_length=254, null=True, verbose_name="sent from (address or number)"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        storage=cms.news.paper.files.papers,
                        upload_to=cms.news.paper.files.place_of,
                        verbose_name="scan or photo",
                    ),
                ),
                ("file_name", models.CharField(editable=False, max_length=255, verbose_name="name of the file")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=OUTCOMES, editable=False, max_length=20, verbose_name="outcome"
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="reason")),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=cms.news.models.approvals.keep, related_name="paper_vettings", to="news.newspage"
                    ),
                ),
            ],
            options={
                "verbose_name": "vetting on paper",
                "verbose_name_plural": "vettings on paper",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(condition=Q(outcome=""), fields=("page",), name="news_one_paper_waits"),
                    models.CheckConstraint(
                        condition=Q(decided_by__isnull=True) | Q(outcome="taken_back") | ~Q(decided_by=F("entered_by")),
                        name="news_paper_needs_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                        | Q(outcome="taken_back", decided_at__isnull=False)
                        | Q(outcome="confirmed", decided_by__isnull=False, decided_at__isnull=False)
                        | (Q(outcome="refused", decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="")),
                        name="news_paper_is_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="approval",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="news.papervetting"
            ),
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("turn_since", models.DateTimeField()),
                ("seen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sightings", to="news.newspage"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "sighting",
                "verbose_name_plural": "sightings",
                "constraints": [
                    models.UniqueConstraint(fields=("page", "user", "turn_since"), name="news_seen_once_a_turn")
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("on", models.DateField(default=cms.units.days.today, verbose_name="date of the correction")),
                ("text", models.TextField(max_length=2000, verbose_name="text of the correction")),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="news.newspage"
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="newspage",
            index=models.Index(fields=["event_date"], name="items_by_event_date"),
        ),
    ]
