"""The commands `list`, `show`, `random`, `search`, `drug` and `drugs`: entries and drug cards."""

import datetime
import os
import shlex
from typing import Annotated

from benzofaq.commands.examples import examples
from benzofaq.commands.options import Cite, Data, Full, Id, Ids, Json, Name, Short, Topic, argument, option
from benzofaq.commands.output import NOTHING, USAGE, fail, print_json, put, show
from benzofaq.commands.records import View, drug_of, library_of, record_of, show_record, stop_for_emergency
from benzofaq.pages.block import Block
from benzofaq.records.model import Drug, Entry
from benzofaq.records.passages import parts
from benzofaq.text import clean


@examples("list", "list --topic withdrawal", "list --ids")
def list_(
    topic: Topic = None,
    ids: Annotated[bool, option("--ids", "Print the ids only, one a line.")] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """List the questions by topic."""
    library = library_of(data)
    if topic is not None:
        known = {one.casefold(): one for one in library.topics}
        if topic.casefold() not in known:
            fail(f"no topic is called {topic!r}. Topics: {', '.join(library.topics)}.", NOTHING)
        topic = known[topic.casefold()]
    entries = [one for one in library.entries.values() if topic in (None, one.topic)]
    if json:
        listed = [{"id": one.id, "topic": one.topic, "question": one.question} for one in entries]
        print_json("list", library, topics=library.topics, entries=listed)
    elif ids:
        put("".join(f"{clean(one.id)}\n" for one in entries))
    else:
        from benzofaq.pages.lists import of_list

        show(of_list(library, topic), library, paged=True)


@examples("show alcohol", "show drug:diazepam")
def show_(
    id_: Id, short: Short = False, ids: Ids = False, cite: Cite = None, json: Json = False, data: Data = None
) -> None:
    """Show one entry, or a drug card, by its id."""
    library = library_of(data)
    view = View(full=not short, ids=ids, style=cite, json=json)
    show_record(record_of(id_, library), library, view, "show")


@examples("drug valium", "drug temazepam --json")
def drug(
    name: Name,
    short: Short = False,
    ids: Ids = False,
    cite: Cite = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Show what a drug is, how long it lasts, how fast it leaves."""
    library = library_of(data)
    view = View(full=not short, ids=ids, style=cite, json=json)
    show_record(drug_of(" ".join(name), library), library, view, "drug")


@examples("random", "random --daily")
def random(
    daily: Annotated[bool, option("--daily", "The entry of the day: the same all day.")] = False,
    full: Full = False,
    cite: Cite = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Show an entry picked by chance, or the one of the day."""
    library = library_of(data)
    entries = list(library.entries.values())
    at = datetime.date.today().toordinal() if daily else int.from_bytes(os.urandom(8))
    show_record(entries[at % len(entries)], library, View(full=full, style=cite, json=json), "random")


@examples("drugs", "drugs --all")
def drugs(
    everything: Annotated[bool, option("--all", "Name the other drugs too.")] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """List the drugs by how long they last."""
    from benzofaq.pages import as_json, card

    library = library_of(data)
    cards = [one for one in library.drugs.values() if everything or one.group != "other"]
    if json:
        print_json("drugs", library, drugs=list(map(as_json.drug, cards)))
    elif cards:
        show(card.of_drugs(cards), library, paged=True)
    if not cards:
        fail("these data have no drug cards.", NOTHING)


@examples("search grapefruit", "search seizures alcohol")
def search(
    words: Annotated[list[str], argument("WORD...", "Words that an answer must contain.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """List the answers whose text contains all these words."""
    library = library_of(data)
    wanted = " ".join(words).casefold().split()
    if not wanted:
        fail("there are no words here. Give some, as in: benzofaq search grapefruit", USAGE)
    stop_for_emergency(" ".join(words), library)
    records: list[Entry | Drug] = [*library.entries.values(), *library.drugs.values()]
    found = [one for one in records if all(map(_text(one).__contains__, wanted))]
    if json:
        print_json("search", library, matches=[{"id": one.id, "question": one.title} for one in found])
    elif found:
        show([Block(kind="row", label=one.id, cells=(one.id, one.title)) for one in found], library)
    if not found:
        typed = " ".join(wanted)
        fail(f"no answer contains {typed!r}. Ask in words: benzofaq ask {shlex.quote(typed)}", NOTHING)


def _text(record: Entry | Drug) -> str:
    """Return all the words of a record, folded."""
    names = record.brands if isinstance(record, Drug) else (*record.aliases, *record.to_ask)
    return " ".join((record.id, record.title, *names, *(one.text for _, one in parts(record)))).casefold()
