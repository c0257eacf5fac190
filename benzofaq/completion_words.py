"""Collect from a library the words that are completed, each with what it stands for."""

from benzofaq.library import Library


def of(library: Library) -> dict[str, dict[str, str]]:
    """Return the ids and names of a library by kind of list, each with its description (or "")."""
    cards = library.drugs.values()
    # A brand name helps where people look for it: on the card of a benzodiazepine or a Z-drug. One that is
    # also an everyday word (Frontal) is no name of a drug by itself.
    brands = {
        brand.lower(): card.name
        for card in cards
        if card.group != "other"
        for brand in card.brands
        if brand.lower() not in card.names.get("context", ())
    }
    return {
        "entries": {one.id: one.question for one in library.entries.values()},
        "cards": {one.id: ", ".join(one.brands) for one in cards},
        "drugs": brands | {one.name: ", ".join(one.brands) for one in cards},
        "sources": {one.id: one.item["title"] for one in library.sources.values()},
        "itself": {"benzofaq": "benzofaq itself"},
        "topics": dict(library.topics),
        "kinds": dict.fromkeys(sorted({one.kind for one in library.sources.values()}), ""),
        "regions": dict(library.places),
    }
