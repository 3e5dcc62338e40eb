"""The news desk's own screens."""

from django.urls import path

from cms.news.views.item import ActView, ItemPreviewView, ItemView
from cms.news.views.lists import BoardView, MineView, WaitingView, WriteView

app_name = "news"
urlpatterns = [
    path("viet/", WriteView.as_view(), name="write"),
    path("cua-toi/", MineView.as_view(), name="mine"),
    path("cho-toi-duyet/", WaitingView.as_view(), name="waiting"),
    path("cho-bien-tap/", BoardView.as_view(), name="board"),
    path("<int:pk>/", ItemView.as_view(), name="item"),
    path("<int:pk>/xem/", ItemPreviewView.as_view(), name="preview"),
    path("<int:pk>/<slug:act>/", ActView.as_view(), name="act"),
]
