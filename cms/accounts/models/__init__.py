"""People, their sign-ins and their one-time links; their second factors."""

from .factor_resets import FactorReset
from .one_time_links import OneTimeLink, Purpose
from .people import User, UserQuerySet, found_by
from .second_factor import AuthenticatorApp, RecoveryCodes
from .sign_ins import Ended, Means, SignIn

__all__ = [
    "AuthenticatorApp",
    "Ended",
    "FactorReset",
    "Means",
    "OneTimeLink",
    "Purpose",
    "RecoveryCodes",
    "SignIn",
    "User",
    "UserQuerySet",
    "found_by",
]
