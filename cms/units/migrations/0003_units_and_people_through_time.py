"""Units and people through time: successions, superseded rows, who grants roles, leaves, substitutes, and their guards."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import cms.accounts.fields
import cms.units.days
from cms.units.migrations._guards import stand_down, stand_guard

EARLIER = import_module("cms.units.migrations.0002_no_overlaps")
# As ``cms.units.roles.PROVINCIAL`` was when records began.
PROVINCIAL = ("Ban Biên tập", "Kế toán", "Chủ tài khoản", "Quản trị")


def take_earlier_guards_down(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    EARLIER.let_days_meet(apps, schema_editor)


def put_earlier_guards_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    EARLIER.keep_days_apart(apps, schema_editor)


def put_guards_up(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    stand_guard(schema_editor)


def take_guards_down(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    stand_down(schema_editor)


def write_down_who_holds_what(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    appointment, group = apps.get_model("units", "Appointment"), apps.get_model("auth", "Group")
    for held in group.objects.filter(name__in=PROVINCIAL):
        for user in apps.get_model("accounts", "User").objects.filter(groups=held):
            appointment.objects.create(user=user, role=held.name)


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0002_no_overlaps"),
        ("accounts", "0002_signing_in"),
    ]

    operations = [
        migrations.RunPython(take_earlier_guards_down, put_earlier_guards_up, elidable=False),
        migrations.CreateModel(
            name="CarryingOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="carried out at")),
                ("data", models.JSONField(default=dict, verbose_name="what was changed")),
            ],
            options={
                "verbose_name": "carrying out of a succession",
                "verbose_name_plural": "carryings out of successions",
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("founding", "founding"),
                            ("renaming", "renaming"),
                            ("change_of_kind", "change of kind"),
                            ("change_of_size", "change of size"),
                            ("transfer", "transfer to another parent unit"),
                            ("merger", "merger"),
                            ("division", "division"),
                            ("dissolution", "dissolution"),
                        ],
                        max_length=20,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=100, verbose_name="number of the decision"),
                ),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="date of the decision")),
                ("day", models.DateField(db_index=True, verbose_name="holds from")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("effects", models.JSONField(default=dict, verbose_name="effects")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="recorded at")),
            ],
            options={
                "verbose_name": "succession",
                "verbose_name_plural": "successions",
                "ordering": ["day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SuccessionUndoing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="undone at")),
                ("reason", models.TextField(verbose_name="reason")),
                ("data", models.JSONField(default=dict, verbose_name="what was changed")),
            ],
            options={
                "verbose_name": "undoing of a succession",
                "verbose_name_plural": "undoings of successions",
            },
        ),
        migrations.CreateModel(
            name="SuccessionUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("from", "before"), ("to", "from the day on"), ("with", "moved along")],
                        max_length=4,
                        verbose_name="side",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit of a succession",
                "verbose_name_plural": "units of successions",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="units_one_role_from_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="unitversion",
            name="units_one_version_from_a_day",
        ),
        migrations.AddField(
            model_name="membership",
            name="superseded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="superseded at"),
        ),
        migrations.AddField(
            model_name="unit",
            name="code",
            field=models.CharField(
                blank=True,
                help_text="The code by which lists of the office name the unit; may be empty.",
                max_length=50,
                null=True,
                unique=True,
                verbose_name="unit code",
            ),
        ),
        migrations.AddField(
            model_name="unitversion",
            name="superseded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="superseded at"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("user", "unit", "role", "valid_from"),
                name="units_one_role_from_a_day",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="carryingout",
            name="succession",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="carrying_out", to="units.succession"
            ),
        ),
        migrations.AddField(
            model_name="unitversion",
            name="ended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ended_versions",
                to="units.succession",
            ),
        ),
        migrations.AddField(
            model_name="unitversion",
            name="opened_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opened_versions",
                to="units.succession",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("unit", "valid_from"),
                name="units_one_version_from_a_day",
            ),
        ),
        migrations.AddField(
            model_name="successionundoing",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="undone by",
            ),
        ),
        migrations.AddField(
            model_name="successionundoing",
            name="succession",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="undoing", to="units.succession"
            ),
        ),
        migrations.AddField(
            model_name="successionunit",
            name="succession",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="units", to="units.succession"
            ),
        ),
        migrations.AddField(
            model_name="successionunit",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="units.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "founding"),
                    models.Q(models.Q(("decision_number", ""), _negated=True), ("decision_date__isnull", False)),
                    _connector="OR",
                ),
                name="units_succession_has_a_decision",
                violation_error_message="The number and the date of the decision are needed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="successionundoing",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="units_undoing_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="successionunit",
            constraint=models.UniqueConstraint(
                fields=("succession", "unit", "side"), name="units_one_side_of_a_succession"
            ),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(default=cms.units.days.today, verbose_name="valid from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds; empty: until further notice.",
                        null=True,
                        verbose_name="valid to",
                    ),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="superseded at"),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
            ],
            options={
                "verbose_name": "leave",
                "verbose_name_plural": "leaves",
                "ordering": ["-valid_from", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=150, verbose_name="role of the province")),
                (
                    "appointed_at",
                    models.DateTimeField(
                        help_text="Empty: before records were kept.", null=True, verbose_name="appointed at"
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
            ],
            options={
                "verbose_name": "stand-in",
                "verbose_name_plural": "stand-ins",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Substitution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(default=cms.units.days.today, verbose_name="valid from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds; empty: until further notice.",
                        null=True,
                        verbose_name="valid to",
                    ),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="superseded at"),
                ),
                ("decision_number", models.CharField(max_length=100, verbose_name="number of the decision")),
                ("decision_date", models.DateField(verbose_name="date of the decision")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
            ],
            options={
                "verbose_name": "substitute",
                "verbose_name_plural": "substitutes",
                "ordering": ["-valid_from", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contributor",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                help_text="The entry that stands for this person, entered twice; never one that is merged itself.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="units.contributor",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="granted_by",
            field=models.ForeignKey(
                editable=False,
                help_text="Empty: before records were kept, or when the portal was installed.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="granted by",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="units_no_contributor_is_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted_by__isnull", True),
                    models.Q(("granted_by", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="units_nobody_grants_themselves_a_role",
                violation_error_message="Nobody grants a role to themselves.",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entered by",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absences",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="appointed_by",
            field=models.ForeignKey(
                help_text="Empty: by the technician who installed the portal.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="appointed by",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="standin",
            name="absence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stand_ins",
                to="units.absence",
                verbose_name="leave",
            ),
        ),
        migrations.AddField(
            model_name="standin",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="named by",
            ),
        ),
        migrations.AddField(
            model_name="standin",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="standin",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stands_in",
                to=settings.AUTH_USER_MODEL,
                verbose_name="stand-in",
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entered by",
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="substitute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="substitutes_for",
                to="units.unit",
                verbose_name="substitute unit",
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="substitutions",
                to="units.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="units_absence_days_in_order",
                violation_error_message="The last day must come after the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__isnull", False)), name="units_absence_has_an_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("user", "role"),
                name="units_a_role_of_the_province_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("appointed_by__isnull", True),
                    models.Q(("appointed_by", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="units_nobody_appoints_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_by__isnull", True), models.Q(("ended_by", models.F("user")), _negated=True), _connector="OR"
                ),
                name="units_nobody_dismisses_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="standin",
            constraint=models.UniqueConstraint(fields=("absence", "unit"), name="units_one_stand_in_a_unit"),
        ),
        migrations.AddConstraint(
            model_name="standin",
            constraint=models.CheckConstraint(
                condition=models.Q(("named_by", models.F("user")), _negated=True),
                name="units_nobody_names_themselves_stand_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="units_substitution_days_in_order",
                violation_error_message="The last day must come after the first day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(("substitute", models.F("unit")), _negated=True),
                name="units_no_unit_is_its_own_substitute",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision_number", ""), _negated=True), name="units_substitution_has_a_decision"
            ),
        ),
        migrations.AlterField(
            model_name="contributor",
            name="phone",
            field=cms.accounts.fields.SealedCharField(
                blank=True, max_length=40, null=True, verbose_name="contact telephone"
            ),
        ),
        migrations.RunPython(put_guards_up, take_guards_down, elidable=False),
        migrations.RunPython(write_down_who_holds_what, migrations.RunPython.noop, elidable=False),
    ]
