"""A learner's work as pages: kept under a code, taken home in one file, deleted by one call, sent nowhere."""

from briefing_lessons.portfolio.classroom import collect_portfolios
from briefing_lessons.portfolio.desk import delete_work, progress, resume, save_portfolio, start_afresh

__all__ = ["collect_portfolios", "delete_work", "progress", "resume", "save_portfolio", "start_afresh"]
