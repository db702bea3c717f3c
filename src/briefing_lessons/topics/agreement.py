"""How far readers agree beyond chance, by NLTK's agreement task."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing_lessons.errors import BriefingError


def krippendorff_alpha(labels: Iterable[tuple[str, str, str]]) -> float:
    """Return Krippendorff's alpha for nominal labels; readers may have left items out.

    >>> round(krippendorff_alpha([("A", "1", "x"), ("B", "1", "x"), ("A", "2", "y"), ("B", "2", "x")]), 3)
    0.0

    Parameters
    ----------
    labels
        (reader, item, label), one for each decision.

    Raises
    ------
    BriefingError
        If no item has two readers, or all labels are the same.

    Source: Krippendorff (2004), chapter 11; computed by NLTK's `AnnotationTask.alpha`.
    """
    from nltk.metrics.agreement import AnnotationTask

    rows = list(labels)
    readers: dict[str, int] = {}
    for _, item, _ in rows:
        readers[item] = readers.get(item, 0) + 1
    rows = [row for row in rows if readers[row[1]] > 1]  # an item with one reader says nothing
    if len({label for _, _, label in rows}) < 2:
        raise BriefingError("Alpha needs items with two readers, and at least two different labels.")
    return float(AnnotationTask(data=rows).alpha())


def cohens_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Return Cohen's kappa of two readers who labelled the same items in the same order.

    >>> round(cohens_kappa("xxxy", "xxyy"), 3)
    0.5

    Raises
    ------
    BriefingError
        If the readers labelled different numbers of items, or both gave one label throughout.

    Source: Cohen (1960); computed by NLTK's `AnnotationTask.kappa`.
    """
    from nltk.metrics.agreement import AnnotationTask

    if len(first) != len(second) or not first:
        raise BriefingError("Kappa compares two readers on the same items: give as many labels from each.")
    if len({*first, *second}) < 2:
        raise BriefingError(
            "Kappa needs at least two different labels: with one, chance explains everything."
        )
    rows = [(reader, str(item), label) for reader, given in (("1", first), ("2", second))
            for item, label in enumerate(given)]  # fmt: skip
    return float(AnnotationTask(data=rows).kappa())
