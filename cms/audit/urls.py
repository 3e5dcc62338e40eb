from django.urls import path

from cms.audit.views import TrailView

app_name = "audit"
urlpatterns = [path("", TrailView.as_view(), name="entries")]
