"""The one error a learner can meet: a sentence that says what is wrong and what to do."""

import errno


class BriefingError(ValueError):
    """Raised at the border, when a file, a lesson or an option cannot be used.

    The message names the thing, says what is wrong with it, and ends with something to do.
    """

    def _render_traceback_(self) -> list[str]:
        """Give IPython the sentence alone: in a notebook nobody needs the path the error took."""
        return [str(self)]


def trouble(error: OSError) -> str:
    """Say in a sentence what the system refused to do with which file, and what to do about it.

    >>> trouble(OSError(errno.ENOSPC, "No space left on device", "key.html"))
    'key.html: the disk is full. Free some space, or choose another folder.'
    """
    where = error.filename or "this machine"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{where}: the disk is full. Free some space, or choose another folder."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{where}: this may not be written or read here. Choose another folder."
    return f"{where}: {error.strerror or error}. Check the name and try again."
