"""The door, and the page of one's own login; before Wagtail's addresses, whose account screens are not used."""

from django.urls import path
from django.views.generic import RedirectView

from cms.accounts.views.account import AccountView, ContactView, PasswordView, sign_out_one, sign_out_others
from cms.accounts.views.links import IssueLinkView, UseLinkView
from cms.accounts.views.sign_in import AskLinkView, NoRoleView, SignInView

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
    path("vao/<str:token>/", UseLinkView.as_view(), name="use_link"),
    path("lay-lien-ket/", AskLinkView.as_view(), name="ask_link"),
    path("khong-con-vai-tro/", NoRoleView.as_view(), name="no_role"),
    path("admin/login/", SignInView.as_view(), name="sign_in"),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="accounts:ask_link")),
    path("admin/account/", RedirectView.as_view(pattern_name="accounts:account")),
    path("admin/tai-khoan/", AccountView.as_view(), name="account"),
    path("admin/tai-khoan/mat-khau/", PasswordView.as_view(), name="password"),
    path("admin/tai-khoan/lien-he/", ContactView.as_view(), name="contact"),
    path("admin/tai-khoan/dang-xuat/", sign_out_others, name="sign_out_others"),
    path("admin/tai-khoan/dang-xuat/<int:pk>/", sign_out_one, name="sign_out_one"),
    path("admin/cap-lien-ket/<int:pk>/", IssueLinkView.as_view(), name="issue_link"),
]
