"""The workflow cancelled, switched off, taken away or given other tasks: no item goes on unvetted, none is lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from cms.accounts.models import User
from cms.news.models import BoardApprovalTask, NewsPage, State, UnitApprovalTask
from cms.units.models import UnitIndexPage
from cms.units.roles import BOARD
from tests.factories.news import Desk, current
from tests.news.attempts import act, assert_refused, browser_of, nothing_reaches_readers, save


@pytest.fixture
def superuser(db: None) -> User:
    return User.objects.create_superuser(username="goc", password="x")


def workflow() -> Workflow:
    return WorkflowPage.objects.get(page=UnitIndexPage.objects.get()).workflow


def goes_on(desk: Desk, page: NewsPage) -> None:
    """Hold that the item can be sent again by its writer and goes through both stages."""
    assert act(desk.writer, current(page), "submit").status_code == 302
    assert current(page).state == State.AT_UNIT
    assert act(desk.approver, current(page), "approve").status_code == 302
    assert act(desk.board, current(page), "publish").status_code == 302
    assert current(page).live


@pytest.mark.parametrize("state", ["submitted", "at_board"])
def test_a_cancelled_workflow_gives_the_item_back_with_nothing_lost(desk: Desk, superuser: User, state: str) -> None:
    page = getattr(desk, state)(title="Không mất chữ nào")
    with nothing_reaches_readers():
        page.current_workflow_state.cancel(user=superuser)
    assert current(page).state == State.DRAFT
    assert current(page).latest.title == "Không mất chữ nào"
    goes_on(desk, page)


@pytest.mark.parametrize("state", ["submitted", "at_board"])
def test_a_workflow_switched_off_gives_items_back_and_takes_no_new_ones(
    desk: Desk, superuser: User, state: str
) -> None:
    page, draft = getattr(desk, state)(), desk.draft()
    chosen = workflow()
    with nothing_reaches_readers():
        browser_of(superuser).post(reverse("wagtailadmin_workflows:disable", args=[chosen.pk]))
        response = act(desk.writer, draft, "submit")
    assert_refused(response)
    assert response.status_code == 409
    assert current(page).state == current(draft).state == State.DRAFT
    assert act(desk.board, page, "publish").status_code == 404
    browser_of(superuser).post(reverse("wagtailadmin_workflows:enable", args=[chosen.pk]))
    WorkflowPage.objects.get_or_create(page=UnitIndexPage.objects.get(), defaults={"workflow": chosen})
    goes_on(desk, page)


@pytest.mark.parametrize("state", ["draft", "submitted", "at_board"])
def test_a_workflow_taken_off_the_pages_lets_nothing_through(desk: Desk, superuser: User, state: str) -> None:
    page = getattr(desk, state)()
    root = UnitIndexPage.objects.get()
    with nothing_reaches_readers():
        browser_of(superuser).post(reverse("wagtailadmin_workflows:remove", args=[root.pk]))
        if state == "draft":
            assert_refused(act(desk.writer, page, "submit"))
    assert current(page).state == page.state


@pytest.mark.parametrize("stage", ["unit", "board"])
@pytest.mark.parametrize("state", ["submitted", "at_board"])
def test_a_task_switched_off_skips_nobodys_approval(desk: Desk, superuser: User, stage: str, state: str) -> None:
    page = getattr(desk, state)()
    task = (UnitApprovalTask if stage == "unit" else BoardApprovalTask).objects.get()
    address = reverse("wagtailadmin_workflows:disable_task", args=[task.pk])
    with nothing_reaches_readers():
        assert browser_of(superuser).post(address).status_code < 500
    for user, name in ((desk.writer, "submit"), (desk.approver, "approve"), (desk.board, "publish")):
        assert act(user, current(page), name).status_code < 500
    if current(page).live:
        approvals = current(page).approvals.values_list("stage", "user")
        assert set(approvals) == {("unit", desk.approver.pk), ("board", desk.board.pk)}
        return
    browser_of(superuser).post(reverse("wagtailadmin_workflows:enable_task", args=[task.pk]))
    for user, name in ((desk.writer, "recall"), (desk.board, "return")):
        act(user, current(page), name, reason="Làm lại")
    assert current(page).state in {State.DRAFT, State.RETURNED}, "The item is stuck."
    goes_on(desk, page)


@pytest.mark.parametrize("removed", ["unit", "board", "both"])
@pytest.mark.parametrize("state", ["draft", "submitted", "at_board"])
def test_a_task_removed_from_the_workflow_lets_nothing_through(desk: Desk, removed: str, state: str) -> None:
    page = getattr(desk, state)()
    tasks = workflow().workflow_tasks.order_by("sort_order")
    kept = {"unit": [tasks[1]], "board": [tasks[0]], "both": []}[removed]
    workflow().workflow_tasks.exclude(pk__in=[task.pk for task in kept]).delete()
    for user, name in ((desk.writer, "submit"), (desk.approver, "approve"), (desk.board, "publish")):
        response = act(user, current(page), name)
        assert response.status_code < 500
        if response.status_code != 302:
            assert_refused(response)
    now = current(page)
    if now.live:
        assert now.approvals.of_unit().filter(user=desk.approver).exists()
        assert now.approvals.of_board().filter(user=desk.board).exists()


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("state", ["draft", "submitted", "at_board"])
def test_a_task_added_to_the_workflow_replaces_no_stage(desk: Desk, superuser: User, place: int, state: str) -> None:
    page = getattr(desk, state)()
    added = GroupApprovalTask.objects.create(name="Việc thêm")
    added.groups.add(Group.objects.get(name=BOARD))
    order = list(workflow().workflow_tasks.order_by("sort_order"))
    order.insert(place, WorkflowTask(workflow=workflow(), task=added))
    for number, row in enumerate(order):
        row.sort_order = number
        row.save()
    for user, name in (
        (desk.writer, "submit"),
        (desk.approver, "approve"),
        (desk.approver, "return"),
        (desk.board, "return"),
        (desk.board, "publish"),
        (desk.writer, "recall"),
    ):
        response = act(user, current(page), name, reason="Thử")
        assert response.status_code < 500
        if response.status_code != 302:
            assert_refused(response)
    now = current(page)
    if now.live:
        assert {approval.stage for approval in now.approvals.all()} == {"unit", "board"}
    state_now = now.current_workflow_task_state
    if state_now is not None:
        for by in (desk.board, superuser):
            address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state_now.pk])
            with nothing_reaches_readers():
                assert browser_of(by).post(address, {"comment": "x"}).status_code < 500


def test_a_second_task_of_the_same_kind_breaks_nothing(desk: Desk) -> None:
    extra = UnitApprovalTask.objects.create(name="Đơn vị duyệt lần hai")
    WorkflowTask.objects.create(workflow=workflow(), task=extra, sort_order=5)
    BoardApprovalTask.objects.create(name="Biên tập lần hai")
    page = desk.draft()
    for user, name in ((desk.writer, "submit"), (desk.approver, "approve"), (desk.board, "publish")):
        response = act(user, current(page), name)
        assert response.status_code < 500
        if response.status_code != 302:
            assert_refused(response)


def test_the_stages_the_other_way_round_let_nothing_through_unvetted(desk: Desk) -> None:
    first, second = workflow().workflow_tasks.order_by("sort_order")
    first.sort_order, second.sort_order = 1, 0
    first.save()
    second.save()
    page = desk.draft()
    with nothing_reaches_readers():
        act(desk.writer, page, "submit")
        assert_refused(act(desk.board, current(page), "publish"))
    assert current(page).state == State.AT_UNIT
    act(desk.approver, current(page), "approve")
    now = current(page)
    assert not now.live
    assert now.approvals.of_unit().exists()


def test_another_workflow_on_the_units_page_replaces_no_stage(desk: Desk) -> None:
    easy = Workflow.objects.create(name="Duyệt dễ")
    task = GroupApprovalTask.objects.create(name="Ai cũng duyệt")
    task.groups.add(Group.objects.get(name=BOARD))
    WorkflowTask.objects.create(workflow=easy, task=task, sort_order=0)
    WorkflowPage.objects.create(page=desk.unit.page, workflow=easy)
    page = desk.draft()
    with nothing_reaches_readers():
        response = act(desk.writer, page, "submit")
    assert_refused(response)
    assert current(page).state == State.DRAFT
    assert not WorkflowState.objects.active().for_instance(page).exists()
    with nothing_reaches_readers():
        state = easy.start(page, desk.writer)
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
        response = browser_of(desk.board).post(address, {"comment": ""})
        assert response.status_code < 500
    assert not current(page).live


def test_an_items_text_survives_every_interruption(desk: Desk, superuser: User) -> None:
    page = desk.at_board()
    save(desk.board, page, lead="Sa-pô của Ban Biên tập")
    workflow().deactivate(user=superuser)
    assert current(page).latest.lead == "Sa-pô của Ban Biên tập"
    assert Task.objects.filter(active=True).exists()
