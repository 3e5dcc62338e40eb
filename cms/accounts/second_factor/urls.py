"""The addresses of the second factor. Outside the admin: who has not shown it yet is not let in there."""

from django.urls import path

from cms.accounts.second_factor.views import enrolment, manage, passkeys, verify

app_name = "second_factor"

urlpatterns = [
    path("", verify.verify, name="verify"),
    path("mat-dien-thoai/", verify.lost, name="lost"),
    path("thiet-lap/", enrolment.set_up, name="set_up"),
    path("thiet-lap/ung-dung/", enrolment.set_up_app, name="set_up_app"),
    path("ma-du-phong/", enrolment.codes, name="codes"),
    path("cua-toi/", manage.manage, name="manage"),
    path("cua-toi/go/", manage.remove, name="remove"),
    path("cua-toi/dung/<int:pk>/", manage.stop_reset, name="stop_reset"),
    path("khoa/dang-ky/", passkeys.BeginRegistration.as_view(), name="begin_registration"),
    path("khoa/dang-ky/xong/", passkeys.CompleteRegistration.as_view(), name="complete_registration"),
    path("khoa/xac-thuc/", passkeys.BeginAuthentication.as_view(), name="begin_authentication"),
    path("khoa/xac-thuc/xong/", passkeys.CompleteAuthentication.as_view(), name="complete_authentication"),
]
