"""The commands `contacts`, `emergency` and `info`: whom to call, what to do first, which data these are."""

from typing import Annotated

from benzofaq.commands.examples import examples
from benzofaq.commands.options import Country, Data, Happened, Json, Region, option
from benzofaq.commands.output import NOTHING, USAGE, fail, print_json, show
from benzofaq.commands.records import library_of, lines_of

# What people type in place of a question or a command where someone may be dying.
CALLS = frozenset(
    {"911", "999", "112", "000", "111", "988", "061", "sos", "emergency!", "emergancy", "help!", "help me"}
    | {"call 911", "911 now", "call 999", "call 112", "call 000"}
    | {"ayuda", "socorro", "hilfe", "aiuto", "au secours", "ajuda"}
)

_ASKING = ("who do i call", "who should i call", "a quien llamo", "poison control", "poison line")
_SHORT = 60  # characters of a text that with one of these asks for a number to call


def is_call(text: str) -> bool:
    """Return whether a text is a call for help, or asks whom to call, and no more."""
    plain = text.lower().rstrip(" ?.!")
    called = not CALLS.isdisjoint((plain, plain + "!" * ("!" in text)))
    return called or (len(plain) < _SHORT and any(one in plain for one in _ASKING))


@examples("contacts", "contacts GB")
def contacts(
    country: Country = None,
    region: Region = None,
    everywhere: Annotated[bool, option("--all", "List every country.")] = False,
    sources: Annotated[bool, option("--sources", "Say where and when each was seen.")] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """List whom to call: emergency, poison, crisis and support lines."""
    from msgspec.structs import asdict

    from benzofaq.pages.lists import of_contacts

    if everywhere and country:
        fail("give either a country or --all, not both.", USAGE)
    library = library_of(data)
    lines = lines_of(library, " ".join(country) if country else region)
    chosen = lines.everywhere if everywhere or (not lines.own and lines.region == "INTL") else lines.own
    if json:
        print_json("contacts", library, region=lines.region, contacts=list(map(asdict, chosen)))
    elif chosen:
        show(of_contacts(chosen, library.contacts, sources=sources), library)
    if not chosen:
        known = ", ".join(library.contacts.regions)
        fail(
            f"no lines are listed for {lines.region}, only for {known}. Call your local emergency "
            "number (112 works across the European Union), or see https://findahelpline.com.",
            NOTHING,
        )


@examples("emergency", "emergency child --region GB")
def emergency(words: Happened = None, region: Region = None, json: Json = False, data: Data = None) -> None:
    """Say what to do first in an emergency, and whom to call."""
    from benzofaq.pages import as_json, reply

    library = library_of(data)
    lines = lines_of(library, region)
    kind = "-".join(words or ()).lower()
    if kind not in library.emergencies:  # whatever is typed, help comes
        from benzofaq.reading.matcher import Matcher

        kind = Matcher(library).ask(" ".join(words or ())).emergency or "overdose"
    if json:
        print_json("emergency", library, help=as_json.emergency(kind, library, lines, None))
    else:
        show(reply.of_emergency(kind, library, lines), library)


@examples("info", "info --json")
def info(json: Json = False, data: Data = None) -> None:
    """Say which version this is, and which data it reads."""
    from benzofaq.pages.lists import of_inventory
    from benzofaq.records.about import inventory

    library = library_of(data)
    found = inventory(library)
    if json:
        print_json("info", library, **found)
    else:
        show(of_inventory(found), library)
