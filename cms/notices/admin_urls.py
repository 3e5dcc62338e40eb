"""The board's screens of notices."""

from django.urls import path

from cms.notices.views.downloads import AnnexView, LetterView, WorkbookView
from cms.notices.views.index import IndexView
from cms.notices.views.notice import NoticeView
from cms.notices.views.previews import ReadersView, SignersView
from cms.notices.views.steps import AmendView, DropView, IssueView, SendView, TakeBackView

app_name = "notices"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("<int:pk>/", NoticeView.as_view(), name="notice"),
    path("<int:pk>/ban-doc/", ReadersView.as_view(), name="readers"),
    path("<int:pk>/ban-trinh/", SignersView.as_view(), name="signers"),
    path("<int:pk>/thong-bao.docx", LetterView.as_view(), name="letter"),
    path("<int:pk>/so-lieu.xlsx", WorkbookView.as_view(), name="workbook"),
    path("<int:pk>/phu-luc-noi-bo.docx", AnnexView.as_view(), name="annex"),
    path("<int:pk>/trinh-ky/", SendView.as_view(), name="send"),
    path("<int:pk>/rut-ve/", TakeBackView.as_view(), name="take_back"),
    path("<int:pk>/ban-hanh/", IssueView.as_view(), name="issue"),
    path("<int:pk>/sua-doi/", AmendView.as_view(), name="amend"),
    path("<int:pk>/xoa/", DropView.as_view(), name="drop"),
]
