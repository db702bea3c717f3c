"""Exercises of lesson 07."""

from briefing_lessons.exercises.model import Exercise

EXERCISES: tuple[Exercise, ...] = ()
