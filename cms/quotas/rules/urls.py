"""Addresses of the quota rules, below those of quotas in the admin."""

from django.urls import path

from . import listing, views

app_name = "quota_rules"
urlpatterns = [
    path("", listing.RulesView.as_view(), name="list"),
    path("nhap/", views.EnterRuleView.as_view(), name="enter"),
    path("<int:pk>/thay-doi/", views.ChangeRuleView.as_view(), name="change"),
    path("<int:pk>/ket-thuc/", views.EndRuleView.as_view(), name="end"),
    path("<int:pk>/sua-sai/", views.CorrectRuleView.as_view(), name="correct"),
    path("<int:pk>/thu-hoi/", views.TakeBackRuleView.as_view(), name="take_back"),
]
