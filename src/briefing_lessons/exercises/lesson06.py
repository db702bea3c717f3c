"""Exercises of lesson 06."""

from briefing_lessons.exercises.model import Exercise

EXERCISES: tuple[Exercise, ...] = ()
