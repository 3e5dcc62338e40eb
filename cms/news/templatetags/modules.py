"""ES modules on a site whose static files carry digests in their names."""

from __future__ import annotations

import json

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import PrefixNode

register = template.Library()


@register.inclusion_tag("news/writing/module_map.html")
def module_map(*folders: str) -> dict[str, str]:
    """An import map from the plain names, by which modules import each other, to the names with digests.

    Browsers too old for import maps take the plain names, which are served too.
    """
    prefix = PrefixNode.handle_simple("STATIC_URL")
    digested: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    modules = sorted(name for name in digested if name.startswith(folders) and name.endswith(".js"))
    return {"imports": json.dumps({f"{prefix}{name}": staticfiles_storage.url(name) for name in modules})}
