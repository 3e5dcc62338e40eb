"""Django's makemessages, which also knows ``_t``: the name of gettext in modules where ``_`` is gettext_lazy."""

import sys

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_t"]


if __name__ == "__main__":
    Command().run_from_argv(["message_extraction", "makemessages", *sys.argv[1:]])
