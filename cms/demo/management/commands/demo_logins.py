"""Print one login for each role of the demonstration."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.demo.authenticators import app, code_now
from cms.demo.logins import LOGINS, SHARED_BY_ALL
from cms.demo.portal_texts import is_filled


class Command(BaseCommand):
    """A table of logins, what to look at with each, and where."""

    help = "Print one login for each role of the demonstration (PORT and HOST from the environment)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_filled():
            raise CommandError(_("There is no demonstration here: build it with build_demo."))
        people = {
            user.username: str(user) for user in User.objects.filter(username__in=[one.username for one in LOGINS])
        }
        rows = [(_("short name"), _("name"), _("role"), _("what to look at"))]
        rows += [(one.username, people.get(one.username, ""), str(one.role), str(one.look_at)) for one in LOGINS]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        address = f"http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}/"
        self.stdout.write("")
        self.stdout.write(_("The password of all of them: %(secret)s") % {"secret": SHARED_BY_ALL})
        self.stdout.write(
            _("The second factor of those who work for the province, now: %(code)s (a new one: manage.py demo_code)")
            % {"code": code_now()}
        )
        self.stdout.write(_("or with your own authenticator app, by this key: %(key)s") % {"key": app().typed_key})
        self.stdout.write(_("Readers: %(address)s") % {"address": address})
        self.stdout.write(_("People with a login: %(address)s") % {"address": f"{address}admin/"})
