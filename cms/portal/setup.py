"""What every portal starts with. Safe to run again: it adds what is missing and changes nothing else."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.evaluation.samples import set_up_evaluation
from cms.news.models import (
    AnnouncementIndexPage,
    BoardApprovalTask,
    Genre,
    SectionIndexPage,
    SectionPage,
    UnitApprovalTask,
)
from cms.official_documents.setup import set_up_signature_blocks
from cms.portal.models import HomePage, StandardPage
from cms.quotas.shipped import set_up_quotas
from cms.units.models import Unit, UnitIndexPage, UnitKind
from cms.units.register import found_unit
from cms.units.roles import ADMINISTRATOR, BOARD, PROVINCIAL

WORKFLOW = "Duyệt tin, bài"

# The kinds of the letter (Bắc Kạn, 2019), each with the role that vets its news.
KINDS = [
    (UnitKind.BOARD, "Ban Biên tập", "Trưởng Ban Biên tập"),
    (UnitKind.DEPARTMENT, "Ban LĐLĐ tỉnh", "Lãnh đạo Ban"),
    (UnitKind.INTERMEDIATE, "Công đoàn cấp trên trực tiếp cơ sở", "Ban Chấp hành"),
    (UnitKind.GRASSROOTS, "Công đoàn cơ sở", "Ban Chấp hành"),
]

# code, name, offered to writers as, words, photos, video
GENRES = [
    (Genre.NEWS, "Tin", "Tin, bài", 20, 1, False),
    ("bai", "Bài", "", 100, 1, False),
    ("phong-su-anh", "Phóng sự ảnh", "Phóng sự ảnh", 0, 3, False),
    ("video", "Video", "Video", 0, 1, True),
    ("guong-nguoi-tot", "Gương người tốt, việc tốt", "", 50, 1, False),
    ("phong-su", "Phóng sự, ký, phỏng vấn", "", 100, 1, False),
    ("chinh-luan", "Chính luận", "", 100, 1, False),
    ("sang-tac", "Sáng tác, nghiên cứu", "", 50, 1, False),
]

# The letter's topics.
SECTIONS = [
    "Phong trào CNVCLĐ và hoạt động công đoàn",
    "Gương người tốt, việc tốt",
    "Cách làm mới",
    "Chăm lo, bảo vệ quyền lợi đoàn viên",
    "Định hướng, chỉ đạo",
]


@transaction.atomic
def set_up_portal() -> None:
    """Groups, kinds, genres, the page tree, the workflow, and the board as a unit for its own items."""
    _make_groups()
    _make_kinds()
    set_up_quotas()
    set_up_evaluation()
    set_up_signature_blocks()
    _make_genres()
    home = _make_tree()
    _make_workflow(UnitIndexPage.objects.get())
    _grant_pages(home)
    if not Unit.objects.of_kind(UnitKind.BOARD).exists():
        found_unit("Ban Biên tập", kind=UnitKind.objects.get(code=UnitKind.BOARD))


def _make_groups() -> None:
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in PROVINCIAL:
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(access)
    _grant(
        BOARD,
        {
            "portal": ["portalsettings"],
            "news": ["genre"],
            "quotas": ["remindersettings"],
            "notices": ["noticesettings"],
        },
        ["add", "change"],
    )
    for action in ("add", "change", "choose"):
        GroupCollectionPermission.objects.get_or_create(
            group=Group.objects.get(name=BOARD),
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                content_type__app_label="wagtaildocs", content_type__model="document", codename=f"{action}_document"
            ),
        )
    letters = {"official_documents": ["documentsettings", "signatureblock"]}
    for group_name in (BOARD, ADMINISTRATOR):
        _grant(group_name, letters, ["view", "add", "change", "delete"])
    register = {"units": ["unit", "unitkind", "membership", "contributor"], "accounts": ["user"]}
    _grant(ADMINISTRATOR, register, ["view", "add", "change"])
    _grant(ADMINISTRATOR, {"accounts": ["second_factor"]}, ["reset"])
    # The audit trail.
    _grant(ADMINISTRATOR, {"wagtailcore": ["modellogentry"]}, ["view"])
    _grant(BOARD, {"units": ["contributor"]}, ["view", "add", "change"])
    _grant(BOARD, {"units": ["unit"], "news": ["genre"]}, ["view"])


def _grant(group: str, models: dict[str, list[str]], actions: list[str]) -> None:
    codenames = [(app, f"{action}_{model}") for app, names in models.items() for model in names for action in actions]
    for app, codename in codenames:
        permission = Permission.objects.filter(content_type__app_label=app, codename=codename)
        Group.objects.get(name=group).permissions.add(*permission)


def _make_kinds() -> None:
    if UnitKind.objects.exists():
        return
    for order, (code, name, role) in enumerate(KINDS):
        UnitKind.objects.create(code=code, name=name, approving_role=role, order=order)


def _make_genres() -> None:
    if Genre.objects.exists():
        return
    for order, (code, name, offered_as, words, photos, video) in enumerate(GENRES):
        Genre.objects.create(
            code=code,
            name=name,
            offered_as=offered_as,
            min_words=words,
            min_photos=photos,
            needs_video=video,
            order=order,
        )


def _make_tree() -> HomePage:
    home = HomePage.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for page in root.get_children():
        page.specific.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
    sections = home.add_child(instance=SectionIndexPage(title="Chuyên mục", slug="chuyen-muc"))
    for title in SECTIONS:
        sections.add_child(instance=SectionPage(title=title))
    home.add_child(instance=UnitIndexPage(title="Đơn vị", slug="don-vi"))
    home.add_child(instance=AnnouncementIndexPage(title="Thông báo", slug="thong-bao"))
    home.add_child(instance=StandardPage(title="Giới thiệu", slug="gioi-thieu"))
    home.add_child(instance=StandardPage(title="Liên hệ", slug="lien-he"))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Công đoàn")
    return home


def _make_workflow(news_root: UnitIndexPage) -> None:
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if not created:
        return
    tasks = [
        UnitApprovalTask.objects.create(name="Đơn vị duyệt"),
        BoardApprovalTask.objects.create(name="Ban Biên tập duyệt"),
    ]
    for order, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.update_or_create(page=news_root, defaults={"workflow": workflow})


def _grant_pages(home: HomePage) -> None:
    for action in ("add", "change", "publish", "lock", "unlock"):
        group = Group.objects.get(name=BOARD)
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
