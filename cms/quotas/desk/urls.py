"""*Chỉ tiêu*: the screens of people of units; the board opens the same for any unit."""

from django.urls import path

from cms.quotas.desk.views import MineView, PeriodView, UnitView

app_name = "quotas"
urlpatterns = [
    path("", MineView.as_view(), name="mine"),
    path("<int:unit>/", UnitView.as_view(), name="unit"),
    path("<int:unit>/<slug:kind>/<slug:first>/", PeriodView.as_view(), name="period"),
]
