"""The board's screens of reminders."""

from django.urls import path

from cms.quotas.reminders.views.listing import RemindersView
from cms.quotas.reminders.views.reminder import ReminderView, RingView

app_name = "reminders"
urlpatterns = [
    path("", RemindersView.as_view(), name="index"),
    path("ket-qua/", RemindersView.as_view(results_only=True), name="results"),
    path("<int:pk>/", ReminderView.as_view(), name="reminder"),
    path("<int:pk>/goi/<int:person>/", RingView.as_view(), name="ring"),
]
