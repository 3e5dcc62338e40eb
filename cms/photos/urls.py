from django.urls import path

from cms.photos import views

app_name = "photos"
urlpatterns = [
    path("goc/<slug:token>/", views.original, name="original"),
    path("<slug:token>/ban/<int:rendition_id>/", views.rendition, name="rendition"),
    path("<slug:token>/<int:width>.<str:extension>", views.picture, name="picture"),
]
