"""What is raised when the rules of evaluation forbid something."""

from django.core.exceptions import PermissionDenied


class EvaluationRefused(PermissionDenied):
    """An act on an evaluation that the rules forbid: a wrong person, a wrong state, a frozen row."""
