"""The authenticator app of the demonstration's people: one invented secret for all who need a second factor."""

from __future__ import annotations

import datetime as dt
import time

from django.db.models import Q

from cms.accounts.models import AuthenticatorApp, RecoveryCodes, User
from cms.accounts.second_factor.factors import CODES_NAME

# Twenty bytes that anybody may know: they open the invented province and nothing else.
KEY = b"demonstration secret".hex()
_NAME = "Điện thoại trình diễn"


def hand_out_apps() -> None:
    """Give everybody with a role of the province the app, and recovery codes that nobody needs to see."""
    for person in User.objects.filter(Q(groups__isnull=False) | Q(is_superuser=True)).distinct():
        app = AuthenticatorApp.objects.create(user=person, name=_NAME, key=KEY)
        # Old enough to take part in the lost-phone procedure.
        app.created_at -= dt.timedelta(days=30)
        app.save(update_fields=["created_at"])
        RecoveryCodes.objects.create(user=person, name=CODES_NAME).fill()


def app() -> AuthenticatorApp:
    """An app with the secret, of nobody."""
    return AuthenticatorApp(user=User(username="son-binh"), key=KEY)


def code_now() -> str:
    """The six digits that the app shows now; good for about a minute, once for each person."""
    return app().code_at(time.time())
