"""Write records as one JSON document, each source once."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from benzofaq import jsonable
from benzofaq.library import Library, drug_passages, passages
from benzofaq.model import Drug, Entry


def document(entries: Sequence[Entry], cards: Sequence[Drug], library: Library) -> dict[str, Any]:
    """Return the entries and cards as asked for, and their sources in the order of the first citation.

    Raises DataError where a source is missing.
    """
    cited = chain(
        chain.from_iterable(passages(one, library.notes) for one in entries),
        chain.from_iterable(drug_passages(one) for one in cards),
    )
    return jsonable.document(
        "export",
        library,
        entries=[jsonable.entry(one, library) for one in entries],
        drugs=[jsonable.drug(one) for one in cards],
        sources=jsonable.sources_of(cited, library),
    )
