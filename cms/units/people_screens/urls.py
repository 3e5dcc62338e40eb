"""Addresses of the acts on people, below the register's."""

from django.urls import path

from . import contributors, leaves, roles, substitutes

urlpatterns = [
    path("nhan-su/<int:pk>/vai-tro/", roles.GrantRoleView.as_view(), name="grant_role"),
    path("vai-tro/<int:pk>/ket-thuc/", roles.EndRoleView.as_view(), name="end_role"),
    path("nhan-su/<int:pk>/vai-tro-cap-tinh/", roles.GrantProvincialView.as_view(), name="grant_provincial_role"),
    path("nhan-su/<int:pk>/thoi-vai-tro/", roles.RevokeProvincialView.as_view(), name="revoke_provincial_role"),
    path("nhan-su/<int:pk>/roi-cong-viec/", roles.LeaveWorkView.as_view(), name="leave_work"),
    path("nhan-su/<int:pk>/tro-lai/", roles.ReadmitView.as_view(), name="readmit"),
    path("nhan-su/<int:pk>/nghi-phep/", leaves.PersonLeaveView.as_view(), name="person_leave"),
    path("nghi-phep/", leaves.MyLeaveView.as_view(), name="my_leave"),
    path("nghi-phep/<int:pk>/ket-thuc/", leaves.EndLeaveView.as_view(), name="end_leave"),
    path("duyet-thay/", substitutes.SubstitutesView.as_view(), name="substitutes"),
    path("duyet-thay/quyet-dinh/", substitutes.NameSubstitutesView.as_view(), name="name_substitutes"),
    path("tac-gia/trung/", contributors.DuplicatesView.as_view(), name="duplicates"),
    path("tac-gia/gop/", contributors.MergeView.as_view(), name="merge_contributors"),
    path("tac-gia/<int:pk>/chuyen/", contributors.MoveView.as_view(), name="move_contributor"),
]
