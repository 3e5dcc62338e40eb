"""The news desk's own screens."""

from django.urls import path

from cms.news.views.acting import ActView, SettleCommentView
from cms.news.views.amending import AmendView
from cms.news.views.board import BoardView
from cms.news.views.discard import DiscardView
from cms.news.views.downloads import OriginalsView, WordView
from cms.news.views.history import HistoryView, RestoreView
from cms.news.views.item import ItemPreviewView, ItemView
from cms.news.views.lists import MineView, WaitingView
from cms.news.views.on_behalf import OnBehalfUnitView, OnBehalfView
from cms.news.views.paper import PaperDecisionView, PaperFileView, PaperView
from cms.news.views.passing_on import PassedOnView, RingView
from cms.news.views.print_sheet import PrintSheetView
from cms.news.views.record import PublicationView, RecordView
from cms.news.views.reposting import RepostView
from cms.news.views.writing import CopyView, WriteView, WritingNewView, WritingView

app_name = "news"
urlpatterns = [
    path("viet/", WriteView.as_view(), name="write"),
    path("viet/<int:unit>/", WritingNewView.as_view(), name="writing_new"),
    path("cua-toi/", MineView.as_view(), name="mine"),
    path("cho-toi-duyet/", WaitingView.as_view(), name="waiting"),
    path("dang-lai/", RepostView.as_view(), name="repost"),
    path("cho-bien-tap/", BoardView.as_view(), name="board"),
    path("so-lan-dang/", RecordView.as_view(), name="record"),
    path("so-lan-dang/<int:pk>/", PublicationView.as_view(), name="publication"),
    path("so-lan-dang/<int:pk>/sua/", AmendView.as_view(), name="amend"),
    path("nhap-ho/", OnBehalfView.as_view(), name="on_behalf"),
    path("nhap-ho/<int:unit>/", OnBehalfUnitView.as_view(), name="on_behalf_unit"),
    path("<int:pk>/", ItemView.as_view(), name="item"),
    path("<int:pk>/viet/", WritingView.as_view(), name="writing"),
    path("<int:pk>/chep/", CopyView.as_view(), name="copy"),
    path("<int:pk>/xem/", ItemPreviewView.as_view(), name="preview"),
    path("<int:pk>/chuyen/", PassedOnView.as_view(), name="passed_on"),
    path("<int:pk>/goi/<int:person>/", RingView.as_view(), name="ring"),
    path("<int:pk>/lich-su/", HistoryView.as_view(), name="history"),
    path("<int:pk>/lich-su/<int:revision>/lay-lai/", RestoreView.as_view(), name="restore"),
    path("<int:pk>/nhan-xet/<int:comment>/xong/", SettleCommentView.as_view(), name="settle_comment"),
    path("<int:pk>/xoa/", DiscardView.as_view(), name="discard"),
    path("<int:pk>/ban-trinh-duyet/", PrintSheetView.as_view(), name="print"),
    path("<int:pk>/ban-giay/", PaperView.as_view(), name="paper"),
    path("<int:pk>/ban-giay/<int:vetting>/tep/", PaperFileView.as_view(), name="paper_file"),
    path("<int:pk>/ban-giay/<slug:decision>/", PaperDecisionView.as_view(), name="paper_decision"),
    path("<int:pk>/anh-goc.zip", OriginalsView.as_view(), name="originals"),
    path("<int:pk>/tin.docx", WordView.as_view(), name="word"),
    path("<int:pk>/<slug:act>/", ActView.as_view(), name="act"),
]
