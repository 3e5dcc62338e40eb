"""The screen on which a unit's people see a closed result."""

from django.urls import path

from cms.evaluation.views.result import ResultView

app_name = "evaluation_results"
urlpatterns = [path("<int:pk>/", ResultView.as_view(), name="result")]
