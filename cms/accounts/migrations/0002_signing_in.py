"""People are found by short name, telephone number or e-mail; sign-ins, one-time links and second factors."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import cms.accounts.fields
import cms.accounts.identifiers
import cms.accounts.models.factor_resets
import cms.accounts.models.second_factor
from cms.accounts.identifiers import Kind, lookup_key, normal_email, normal_name


def seal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Encrypt the addresses that stand in clear, give each its key, and bring short names to lower case.

    Raises ValueError naming the rows if two people would be one: somebody has to say whose it is.
    """
    owners, names = {}, {}
    for person in apps.get_model("accounts", "User").objects.order_by("pk"):
        person.username = normal_name(person.username)
        if names.setdefault(person.username, person.pk) != person.pk:
            raise ValueError(f"People {names[person.username]} and {person.pk} have one short name but for capitals.")
        try:
            person.email = normal_email(person.email) if person.email else None
        except ValidationError:
            raise ValueError(f"The e-mail address of person {person.pk} is none: mend or empty it first.") from None
        if person.email:
            person.email_key = lookup_key(Kind.EMAIL, person.email)
            if owners.setdefault(person.email_key, person.pk) != person.pk:
                raise ValueError(f"People {owners[person.email_key]} and {person.pk} have one e-mail address.")
        person.save()


def unseal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the addresses in clear again."""
    people = list(apps.get_model("accounts", "User").objects.values_list("pk", "email"))
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE accounts_user SET email = %s WHERE id = %s", [(email or "", pk) for pk, email in people]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("otp_static", "0003_add_timestamps"),
    ]

    operations = [
        migrations.AlterModelManagers(name="user", managers=[]),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=cms.accounts.fields.SealedEmailField(blank=True, max_length=254, null=True, verbose_name="e-mail"),
        ),
        migrations.AddField(
            model_name="user",
            name="phone",
            field=cms.accounts.fields.SealedCharField(blank=True, max_length=40, null=True, verbose_name="telephone"),
        ),
        migrations.AddField(
            model_name="user",
            name="email_key",
            field=models.CharField(
                blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="key of the e-mail"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="phone_key",
            field=models.CharField(
                blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="key of the telephone"
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="username",
            field=models.CharField(
                error_messages={"unique": "Somebody has this short name already."},
                help_text="Letters without marks, digits and dots: an.nv. Capitals make no difference.",
                max_length=150,
                unique=True,
                validators=[cms.accounts.identifiers.validate_short_name],
                verbose_name="short name",
            ),
        ),
        migrations.RunPython(seal, unseal),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("username", django.db.models.functions.text.Lower("username"))),
                name="accounts_short_name_is_lower",
            ),
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "means",
                    models.CharField(
                        choices=[("password", "password"), ("link", "one-time link"), ("other", "another way")],
                        default="other",
                        max_length=20,
                        verbose_name="way of signing in",
                    ),
                ),
                (
                    "device_hash",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="device"),
                ),
                ("browser", models.CharField(blank=True, max_length=60, verbose_name="browser")),
                ("system", models.CharField(blank=True, max_length=60, verbose_name="operating system")),
                (
                    "address",
                    models.CharField(blank=True, max_length=50, verbose_name="beginning of the network address"),
                ),
                ("remembered", models.BooleanField(default=False, verbose_name="stays signed in")),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="signed in at")),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="last seen at")),
                ("expires_at", models.DateTimeField(verbose_name="ends at the latest at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed_out", "signed out"),
                            ("other_device", "signed out from another device"),
                            ("password", "the password was changed"),
                            ("inactive", "the login was made inactive"),
                            ("no_role", "the last role ended"),
                            ("idle", "not used for too long"),
                            ("left", "left the work"),
                            ("factor_reset", "the second factor was removed"),
                            ("administrator", "ended by an administrator"),
                        ],
                        max_length=20,
                        verbose_name="ended because",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-in",
                "verbose_name_plural": "sign-ins",
                "ordering": ["-started_at", "-pk"],
                "indexes": [
                    models.Index(name="accounts_sign_in_latest", fields=["user", "-started_at"]),
                    models.Index(name="accounts_sign_in_device", fields=["user", "device_hash"]),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("started_at"))),
                        name="accounts_sign_in_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("invitation", "invitation"),
                            ("reset", "new password"),
                            ("sign_in", "signing in"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "digest",
                    models.CharField(editable=False, max_length=64, unique=True, verbose_name="digest of the token"),
                ),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="issued at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used at")),
                (
                    "used_on",
                    models.CharField(
                        blank=True, help_text="The device, in words.", max_length=200, verbose_name="used on"
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the person asked for it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="one_time_links",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "one-time link",
                "verbose_name_plural": "one-time links",
                "ordering": ["-issued_at", "-pk"],
                "indexes": [models.Index(name="accounts_link_of_person", fields=["user", "purpose"])],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="accounts_link_expires_after_issue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at", None), ("revoked_at", None), _connector="OR"),
                        name="accounts_link_used_or_revoked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_by", None),
                            models.Q(("issued_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_link_not_to_oneself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCodes",
            fields=[],
            options={
                "verbose_name": "recovery codes",
                "verbose_name_plural": "recovery codes",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=(cms.accounts.models.second_factor.Patience, "otp_static.staticdevice"),
        ),
        migrations.CreateModel(
            name="AuthenticatorApp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="The human-readable name of this device.", max_length=64)),
                ("confirmed", models.BooleanField(default=True, help_text="Is this device ready for use?")),
                (
                    "throttling_failure_timestamp",
                    models.DateTimeField(
                        blank=True,
                        default=None,
                        help_text="A timestamp of the last failed verification attempt. Null if last attempt succeeded.",
                        null=True,
                    ),
                ),
                (
                    "throttling_failure_count",
                    models.PositiveIntegerField(default=0, help_text="Number of successive failed attempts."),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True,
                        help_text="The date and time when this device was initially created in the system.",
                        null=True,
                    ),
                ),
                (
                    "last_used_at",
                    models.DateTimeField(
                        blank=True, help_text="The most recent date and time this device was used.", null=True
                    ),
                ),
                (
                    "key",
                    cms.accounts.fields.SealedCharField(
                        default=cms.accounts.models.second_factor.new_key,
                        editable=False,
                        max_length=200,
                        verbose_name="secret",
                    ),
                ),
                ("last_t", models.BigIntegerField(default=-1, editable=False, verbose_name="last period used")),
                (
                    "user",
                    models.ForeignKey(
                        help_text="The user that this device belongs to.",
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "authenticator app",
                "verbose_name_plural": "authenticator apps",
            },
            bases=(cms.accounts.models.second_factor.Patience, models.Model),
        ),
        migrations.CreateModel(
            name="FactorReset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.TextField(
                        help_text="What happened, and how you made sure that it is this person.",
                        max_length=500,
                        verbose_name="reason",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="opened at")),
                (
                    "expires_at",
                    models.DateTimeField(
                        default=cms.accounts.models.factor_resets.a_day_from_now, verbose_name="lapses at"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed at")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn at")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factor_resets",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to remove a second factor",
                "verbose_name_plural": "requests to remove second factors",
                "ordering": ["-opened_at", "-pk"],
                "permissions": [
                    ("reset_second_factor", "Can remove lost second factors, together with another person")
                ],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("opened_by", models.F("person")), _negated=True),
                        name="accounts_reset_opened_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(
                                models.Q(("confirmed_by", models.F("person")), _negated=True),
                                models.Q(("confirmed_by", models.F("opened_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accounts_reset_confirmed_by_a_third",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_at__lt", models.F("expires_at")),
                                ("confirmed_by__isnull", False),
                                ("withdrawn_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="accounts_reset_confirmed_by_somebody_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_reset_withdrawn_by_somebody",
                    ),
                ],
            },
        ),
    ]
