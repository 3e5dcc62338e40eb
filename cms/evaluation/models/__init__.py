from .calendars import EvaluationCalendar
from .comments import UnitComment
from .evaluations import EvaluatedKind, Evaluation, EvaluationRefused, State
from .results import UnitResult
from .series import KindSeries
from .tables import PointsTable

__all__ = [
    "EvaluatedKind",
    "Evaluation",
    "EvaluationCalendar",
    "EvaluationRefused",
    "KindSeries",
    "PointsTable",
    "State",
    "UnitComment",
    "UnitResult",
]
