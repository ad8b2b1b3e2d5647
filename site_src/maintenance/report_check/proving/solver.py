"""The one door to OR-Tools: imported when first needed, run so that answers repeat."""

from __future__ import annotations

from typing import Any

from site_src.model.problems import SiteError

SEED = 2023
EFFORT = 40.0
BRIEF_EFFORT = 4.0


class SolverMissing(SiteError):
    """OR-Tools is not installed; the message says how to install it."""


class NoCompletion(SiteError):
    """No way to fill in the tables, even when every statement may be wrong: places or classes must be off."""

    def __init__(self, tables: str) -> None:
        """Say at which tables."""
        super().__init__(
            f"Geen enkele manier om de tabellen in te vullen past bij {tables}. "
            "Kijk of “categorie”, “locaties” en “ook_rond” in de records kloppen."
        )


class SolverUndecided(RuntimeError):
    """A question took longer than its limit, so nothing may be concluded from it."""


def cp_model() -> Any:
    """Return the CP-SAT module.

    Raises:
        SolverMissing: when OR-Tools is not installed.
    """
    try:
        from ortools.sat.python import cp_model as module
    except ImportError as error:
        message = "OR-Tools ontbreekt; installeer het met: pip install '.[report-check]'"
        raise SolverMissing(message) from error
    return module


def solve(model: Any, effort: float = EFFORT) -> Any | None:
    """Solve a model with one worker and a fixed seed.

    Args:
        model: the CP-SAT model.
        effort: limit in deterministic seconds, so that the same question stops at the same place.

    Returns:
        The solver with its values, or None when the model has no solution.

    Raises:
        SolverUndecided: when the limit passed without an answer.
    """
    module = cp_model()
    engine = module.CpSolver()
    engine.parameters.num_workers = 1
    engine.parameters.random_seed = SEED
    engine.parameters.max_deterministic_time = effort
    status = engine.solve(model)
    if status in (module.OPTIMAL, module.FEASIBLE) and (status == module.OPTIMAL or not model.has_objective()):
        return engine
    if status == module.INFEASIBLE:
        return None
    raise SolverUndecided(f"geen antwoord binnen de grens ({engine.status_name(status)})")
