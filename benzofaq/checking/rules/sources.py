"""Rules on sources: each is there, cited, and can be found by a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Place, quote
from benzofaq.checking.rules.rule import nearest, rule
from benzofaq.citing.item import is_safe
from benzofaq.records.passages import cited, parts

SOURCES = "sources.json"


@rule()
def unknown_source(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find citations of sources that the pack does not hold."""
    if pack.has(SOURCES) and pack.broken(SOURCES):
        return
    known = {source.id for _, source in pack.sources}
    why = "no source has this id" if pack.has(SOURCES) else "the pack has no sources.json"
    for place, record in pack.citing():
        for part, passage in parts(record):
            for id_ in passage.cites:
                if id_ not in known:
                    near = nearest(id_, known) or " Add the source, or remove the citation."
                    yield place.at(part), f"{quote(id_)}: {why}.{near}"


@rule("warning")
def uncited_source(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find sources that nothing cites, unless what cites them may be in a file that can't be read."""
    used = {id_ for _, record in pack.citing() for id_ in cited(parts(record))}
    for place, source in pack.sources if not any(map(pack.broken, pack.files)) else ():
        if source.id not in used:
            yield place, "nothing cites this source. Cite it, or remove it."


@rule("warning")
def unsourced_entry(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find answers without a source, in a pack that has sources."""
    for place, entry in pack.entries if pack.has(SOURCES) else ():
        if not cited(parts(entry)):
            yield place, "cites no source. Name one in cites."


@rule()
def not_a_doi(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find DOIs that are none, or whole addresses."""
    for place, source in pack.sources:
        if source.DOI and not re.fullmatch(r"10\.\d{4,9}/\S+", source.DOI):
            said = f"{quote(source.DOI)} is not a DOI."
            yield place.at("DOI"), f"{said} Write it as in 10.1000/182, without https://doi.org/"


@rule("warning")
def unreachable_source(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find sources that a reader can't open: without an address, or with one that is not https."""
    for place, source in pack.sources:
        if not source.DOI and not source.URL:
            yield place, "has neither URL nor DOI. Write one."
        elif source.URL and not is_safe(source.URL):
            said = f"{quote(source.URL)} is not an https address"
            yield place.at("URL"), f"{said}: it is printed but never opened."


@rule()
def nameless_author(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find authors without a name that can be printed."""
    for place, source in pack.sources:
        for at, author in enumerate(source.author):
            if not (author.family or author.literal or author.given).strip():
                message = 'has no name. Write {"family": ..., "given": ...}, or {"literal": ...}.'
                yield place.at(f"author[{at}]"), message
