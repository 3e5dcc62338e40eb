"""The Vietnamese catalogues are complete, and Django finds them where Wagtail's own leave off."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext

CHECK = Path(settings.BASE_DIR) / "scripts" / "check_catalogue.py"


def test_every_message_of_the_source_is_translated_and_compiled() -> None:
    check = subprocess.run([sys.executable, str(CHECK), "--require-xgettext"], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr


def test_our_words_for_an_act_are_the_offices_own() -> None:
    assert gettext("Send for approval") == "Gửi duyệt"
    assert gettext("Approve, send to the province") == "Duyệt, gửi về tỉnh"
    assert gettext("Return for changes") == "Trả lại để sửa"


def test_one_and_many_have_the_same_form() -> None:
    assert ngettext("%(counter)s photo", "%(counter)s photos", 1) == "%(counter)s ảnh"
    assert ngettext("%(counter)s photo", "%(counter)s photos", 7) == "%(counter)s ảnh"


def test_what_wagtail_leaves_in_english_is_supplemented() -> None:
    assert gettext("Forgotten password?") == "Quên mật khẩu?"


def test_what_wagtail_says_badly_is_said_better() -> None:
    assert gettext("Table") == "Bảng"


@pytest.mark.django_db
def test_the_supplement_reaches_wagtails_javascript() -> None:
    catalogue = Client().get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert f'"Collapse all": {json.dumps("Thu gọn tất cả")}' in catalogue


@pytest.mark.django_db
def test_a_failed_sign_in_says_what_was_wrong() -> None:
    response = Client().post(reverse("wagtailadmin_login"), {"username": "khong-co", "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in response.content.decode()
