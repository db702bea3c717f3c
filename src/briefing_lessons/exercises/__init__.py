"""The exercise bank: questions, worked answers, hints and messages, one module for each lesson."""
