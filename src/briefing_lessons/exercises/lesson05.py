"""Exercises of lesson 05."""

from briefing_lessons.exercises.model import Exercise

EXERCISES: tuple[Exercise, ...] = ()
