"""Pictures that say in words what they show: each with a text alternative, a caption and its numbers."""
