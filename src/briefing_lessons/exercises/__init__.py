"""The exercise bank: questions, worked answers, hints and messages, lesson by lesson."""
