from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import pre_save


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    default = True

    def ready(self) -> None:
        from axes.models import AccessAttempt

        from cms.accounts.entering import begin_sign_in, end_sign_in
        from cms.accounts.throttling import keep_nothing_typed

        user_logged_in.connect(begin_sign_in, dispatch_uid="accounts_begin_sign_in")
        user_logged_out.connect(end_sign_in, dispatch_uid="accounts_end_sign_in")
        pre_save.connect(keep_nothing_typed, sender=AccessAttempt, dispatch_uid="accounts_keep_nothing_typed")
