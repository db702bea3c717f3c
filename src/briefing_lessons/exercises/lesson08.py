"""Exercises of lesson 08."""

from briefing_lessons.exercises.model import Exercise

EXERCISES: tuple[Exercise, ...] = ()
