"""What the script of the writing form asks for.

These stand above the admin's own addresses, which lead a stranger to the sign-in: a script wants an answer.
"""

from django.urls import path

from cms.news.views.saving import SaveView
from cms.news.views.writing import TokenView

app_name = "writing"
urlpatterns = [
    path("luu/", SaveView.as_view(), name="save"),
    path("khoa/", TokenView.as_view(), name="token"),
]
