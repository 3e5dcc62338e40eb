"""The public addresses of notices; they are official documents' addresses, and stay."""

from __future__ import annotations

from django.urls import path

from cms.notices.public import files, pages

app_name = "public_notices"
_FILE = "<slug:name>.<str:kind>"
urlpatterns = [
    path("", pages.index, name="index"),
    path("<int:year>/quy-<int:quarter>/", pages.notice, name="notice"),
    path(f"<int:year>/quy-<int:quarter>/{_FILE}", files.notice_file, name="notice_file"),
    path("<int:year>/quy-<int:quarter>/sua-doi-<int:turn>/", pages.notice, name="amendment"),
    path(f"<int:year>/quy-<int:quarter>/sua-doi-<int:turn>/{_FILE}", files.notice_file, name="amendment_file"),
]
