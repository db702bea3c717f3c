"""What goes wrong, as a sentence that says what is wrong and what to do."""

import errno
import re

#: line breaks, other controls, and the marks that turn the direction of what follows
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class BriefingError(ValueError):
    """Raised at the border, when a file, a lesson or an option cannot be used.

    The message names the thing, says what is wrong with it, and ends with something to do.
    """

    def _render_traceback_(self) -> list[str]:
        """Give IPython the sentence alone: in a notebook nobody needs the path the error took."""
        return [str(self)]


def explain_refusal(error: OSError) -> str:
    """Return what the system refused, and what to do about it.

    >>> explain_refusal(NotADirectoryError(20, "Not a directory", "notes.txt/pages"))
    'notes.txt/pages: a file is in the way of a folder. Choose another name.'
    """
    where = error.filename or "this machine"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{where}: the disk is full. Free some space, or choose another folder."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{where}: this may not be written or read here. Choose another folder."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{where}: a file is in the way of a folder. Choose another name."
    if isinstance(error, IsADirectoryError):
        return f"{where}: this is a folder. Give the name of a file."
    return f"{where}: {error.strerror or error}. Check the name and try again."


def printable(name: str) -> str:
    r"""Return a name or a sentence on one line, with what cannot be seen written out.

    >>> printable("notes\n\u202etxt.exe")
    'notes\\n\\u202etxt.exe'
    """
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), name)
