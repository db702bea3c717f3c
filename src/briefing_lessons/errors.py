"""The one error a learner can meet: a sentence that says what is wrong and what to do."""


class BriefingError(ValueError):
    """Raised at the border, when a file, a lesson or an option cannot be used.

    The message names the thing, says what is wrong with it, and ends with something to do.
    """

    def _render_traceback_(self) -> list[str]:
        """Give IPython the sentence alone: in a notebook nobody needs the path the error took."""
        return [str(self)]
