"""From coded reports to figures: reads gold, scores against it, holds the floors, and measures speed."""

from counterclaim.evaluation.figures import Figures, figures_to_json, render
from counterclaim.evaluation.measurement import evaluate
from counterclaim.evaluation.scoring import score

__all__ = ["Figures", "evaluate", "figures_to_json", "render", "score"]
