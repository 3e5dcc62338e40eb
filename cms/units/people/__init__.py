"""Acts on people: roles in units and of the province, leave and stand-ins, substitutes, leaving, contributors."""

from .absences import end_leave, hand_over_candidates, take_leave
from .contributors import merge_contributors, move_contributor, possible_duplicates
from .leaving import leave, readmit
from .province import grant_provincial_role, revoke_provincial_role
from .substitutes import Problem, end_substitutions, name_substitutes
from .unit_roles import Grant, end_role, grant_role, grant_roles, supersede_role

__all__ = [
    "Grant",
    "Problem",
    "end_leave",
    "end_role",
    "end_substitutions",
    "grant_provincial_role",
    "grant_role",
    "grant_roles",
    "hand_over_candidates",
    "leave",
    "merge_contributors",
    "move_contributor",
    "name_substitutes",
    "possible_duplicates",
    "readmit",
    "revoke_provincial_role",
    "supersede_role",
    "take_leave",
]
