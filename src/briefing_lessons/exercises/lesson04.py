"""Exercises of lesson 04."""

from briefing_lessons.exercises.model import Exercise

EXERCISES: tuple[Exercise, ...] = ()
