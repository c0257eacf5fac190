"""A small pack without a fault, and packs that each have one fault of a rule."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benzofaq.library import MAX_FILE_BYTES, data_folder

TODAY = "2026-06-15"

PASSAGE = {"text": "Yes, on Saturdays.", "cites": ["rules"]}

STEP = {"text": "Call {emergency} now.", "cites": ["rules"]}


def _entry(id_: str, question: str, *aliases: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "topic": "visits",
        "question": question,
        "aliases": list(aliases),
        "short": PASSAGE,
        "answer": [PASSAGE, {**PASSAGE, "bullet": True}],
        **more,
    }


def _card(name: str, *brands: str) -> dict[str, Any]:
    return {
        "name": name,
        "group": "other",
        "class": PASSAGE,
        "brands": list(brands),
        "names": {"slang": [], "context": ["reds"]},
        "half_life": [{"what": name, "low": 2, "high": 4.5, "cites": ["rules"], "note": ""}],
        "uses": None,
        "onset": PASSAGE,
        "metabolism": None,
        "schedule": None,
        "notes": [],
        "reviewed": "2026-06-15",
    }


GOOD: dict[str, Any] = {
    "faq.json": {
        "$schema": "faq.schema.json",
        "name": "Example",
        "covers": "an example",
        "turn_off": [],
        "reviewed": "2026-06-15",
        "topics": {"visits": "Visits"},
        "grades": {"strong": "Well known."},
        "notes": {"care": {"text": "Mind the step.", "cites": ["rules"]}},
        "entries": [
            _entry("open", "Is it open?", "opening hours", "when do you open", related=["cost"]),
            _entry(
                "cost",
                "What does it cost?",
                "price",
                "how much is it",
                safety=["care"],
                seed={"claim": "It is free.", "holds": "no", "verdict": PASSAGE},
                evidence={"grade": "strong", "why": PASSAGE, "unknown": PASSAGE},
                reviewed="2026-06-14",
            ),
        ],
    },
    "sources.json": [
        {
            "id": "rules",
            "type": "webpage",
            "title": "Rules",
            "author": [{"family": "Doe", "given": "J"}, {"literal": "Example"}],
            "issued": {"date-parts": [[2024, 2]]},
            "accessed": {"date-parts": [[2026, 6, 15]]},
            "DOI": "10.1000/182",
            "PMID": "123",
            "PMCID": "PMC123",
            "URL": "https://example.org/rules",
            "custom": {"kind": "web"},
        }
    ],
    "drugs.json": {"drugs": [_card("examplam", "Exa"), _card("samplam", "Sam")]},
    "contacts.json": {
        "kinds": {"emergency": "Emergency"},
        "regions": {"GB": "United Kingdom"},
        "contacts": [
            {
                "region": "GB",
                "kind": "emergency",
                "name": "Emergency services",
                "phone": "999",
                "text": None,
                "url": "https://example.org",
                "hours": None,
                "seen_at": "https://example.org/phone",
                "checked": "2026-06-15",
            }
        ],
    },
    "emergencies.json": {
        "kinds": {
            kind: {"title": "Get help now.", "do": [STEP], "call": ["emergency"]}
            for kind in ("overdose", "suicide", "lethal-dose", "seizure", "child", "pet")
        }
    },
}


class Size(int):
    """The size of a file of zeros, in bytes."""


class AFolder:
    """What stands where a file should be."""


def good() -> dict[str, Any]:
    """Return the good pack anew, no part of it shared with another."""
    fresh: dict[str, Any] = json.loads(json.dumps(GOOD))
    return fresh


def write(files: dict[str, Any], folder: Path) -> Path:
    """Write a pack into a folder: JSON, or bytes as they are, a file of a size, or a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        elif isinstance(content, Size):
            with (folder / name).open("wb") as file:
                file.truncate(content)
        elif content is AFolder:
            (folder / name).mkdir()
        else:
            (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Broken:
    """A pack with a fault: how it is made from the good one, and how what is said of it begins."""

    rule: str
    change: Callable[[dict[str, Any]], Any]
    said: str

    def files(self) -> dict[str, Any]:
        """Return the files of the pack."""
        files = good()
        self.change(files)
        return files


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    """Return a change that puts the last item of a path where the others lead."""
    *way, last, value = path

    def change(files: dict[str, Any]) -> None:
        at: Any = files
        for part in way:
            at = at[part]
        at[last] = copy.deepcopy(value)

    return change


def _drop(*path: Any) -> Callable[[dict[str, Any]], None]:
    *way, last = path

    def change(files: dict[str, Any]) -> None:
        at: Any = files
        for part in way:
            at = at[part]
        del at[last]

    return change


def _text(file: str, old: str, new: str) -> Callable[[dict[str, Any]], None]:
    """Return a change of the text of a file, for what no Python value can hold."""

    def change(files: dict[str, Any]) -> None:
        text = json.dumps(files[file])
        assert old in text
        files[file] = text.replace(old, new, 1).encode("utf-8", "surrogatepass")

    return change


def _all(*changes: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    def change(files: dict[str, Any]) -> None:
        for one in changes:
            one(files)

    return change


def _bundled(name: str) -> bytes:
    return (data_folder() / name).read_bytes()


def _matcher(**instead: Any) -> Callable[[dict[str, Any]], None]:
    """Return a change that gives the pack a vocabulary, words and weights, some of them broken."""
    whole = {
        "vocabulary.json": _bundled("vocabulary.json"),
        "words.txt": _bundled("words.txt"),
        "weights.tsv": _bundled("weights.tsv"),
    }
    names = {"vocabulary": "vocabulary.json", "words": "words.txt", "weights": "weights.tsv"}

    def change(files: dict[str, Any]) -> None:
        files.update(whole)
        for key, value in instead.items():
            if value is None:
                del files[names[key]]
            else:
                files[names[key]] = value

    return change


FAQ, SOURCES, DRUGS, CONTACTS, EMERGENCIES = GOOD
ENTRY = (FAQ, "entries", 0)
HERE = "faq.json: entries[0] (open)"
ONE = "sources.json: [0] (rules)"
CARD = "drugs.json: drugs[0] (examplam)"
LINE = "contacts.json: contacts[0] (Emergency services)"
DEEP = b"[" * 100_000


BROKEN = [
    Broken("missing-file", _drop(FAQ), "faq.json: is missing."),
    Broken("unreadable-file", _set(FAQ, AFolder), "faq.json: can't be read: it is no file."),
    Broken("unreadable-file", _set(SOURCES, AFolder), "sources.json: can't be read"),
    Broken("file-too-large", _set(DRUGS, Size(MAX_FILE_BYTES + 1)), "drugs.json: is larger than"),
    Broken("not-utf8", _set(FAQ, b'{"entries":\n["\xff"]}'), "faq.json: line 2: is not UTF-8."),
    Broken("not-utf8", _set(FAQ, "{}".encode("utf-16")), "faq.json: line 1: is not UTF-8."),
    Broken(
        "bad-json",
        _set(FAQ, b'{"reviewed": "2026-01-31",\n "entries": [}'),
        "faq.json: line 2, column 14: is not valid JSON: Expecting value.",
    ),
    Broken("bad-json", _set(SOURCES, b""), "sources.json: line 1, column 1: is not valid JSON"),
    Broken("bad-json", _set(FAQ, b"{} {}"), "faq.json: line 1, column 4: is not valid JSON: Extra data."),
    Broken("too-deep", _set(FAQ, DEEP + b"]" * 100_000), "faq.json: stands more than 30 brackets deep."),
    Broken(
        "too-deep",
        _text(SOURCES, '"custom": {', '"custom": {"x": ' + "[" * 40 + "]" * 40 + ", "),
        f"{ONE}: custom: stands more than 30 brackets deep.",
    ),
    Broken(
        "misnamed-file",
        _all(_set("source.json", GOOD[SOURCES]), _drop(SOURCES)),
        "source.json: warning: is read by nobody. Name it sources.json",
    ),
    Broken("incomplete-matcher", _matcher(words=None), "words.txt: is missing, but vocabulary.json and"),
    Broken(
        "incomplete-matcher",
        _set("vocabulary.json", _bundled("vocabulary.json")),
        "weights.tsv: is missing, but vocabulary.json is there. Have all three files, or none.",
    ),
    Broken(
        "broken-matcher", _matcher(weights=b"x"), "weights.tsv: is no weights file: it does not begin with"
    ),
    Broken(
        "broken-matcher",
        _matcher(weights=_bundled("weights.tsv").replace(b"0:", b"999:", 1)),
        "weights.tsv: is no weights file: it was cut short or changed.",
    ),
    Broken(
        "broken-matcher",
        _matcher(vocabulary=b"{}"),
        "vocabulary.json: lacks the field 'contractions'. Write it as in the bundled vocabulary.json.",
    ),
    Broken(
        "broken-matcher",
        _matcher(
            vocabulary=_bundled("vocabulary.json").replace(b'"concepts": {', b'"concepts": {"a": [""],', 1)
        ),
        "vocabulary.json: has a wrong shape",
    ),
    Broken(
        "broken-matcher",
        _all(_matcher(), _drop(DRUGS)),
        "weights.tsv: is no weights file: it chooses drug cards, but drugs.json has none.",
    ),
    Broken(
        "duplicate-key",
        _text(FAQ, '"question": ', '"question": "Really?", "question": '),
        f"{HERE}: question: stands here twice. Leave one of them.",
    ),
    Broken("duplicate-key", _text(SOURCES, '"title": ', '"title": "x", "title": '), f"{ONE}: title: stands"),
    Broken(
        "not-a-number",
        _text(DRUGS, '"low": 2', '"low": NaN'),
        f"{CARD}: half_life[0].low: NaN is not a number of JSON.",
    ),
    Broken("not-a-number", _text(DRUGS, '"high": 4.5', '"high": 1e999'), f"{CARD}: half_life[0].high: 1e999"),
    Broken(
        "not-a-number", _text(DRUGS, '"high": 4.5', '"high": 1' + "0" * 400), f"{CARD}: half_life[0].high: 1"
    ),
    Broken(
        "not-a-number",
        _text(FAQ, '"name": "Example"', '"format": 1' + "0" * 5000),
        "faq.json: format: 10000000000000000000... is not a number of JSON.",
    ),
    Broken(
        "wrong-type",
        _set(FAQ, []),
        "faq.json: should not be a list. Write an object in braces, {...}.",
    ),
    Broken("wrong-type", _set(FAQ, None), "faq.json: may not be null."),
    Broken(
        "wrong-type", _set(FAQ, "entries", {}), "faq.json: entries: should not be an object. Write a list"
    ),
    Broken("wrong-type", _set(*ENTRY, 5), "faq.json: entries[0]: should not be the number 5."),
    Broken("wrong-type", _set(*ENTRY, "question", 5), f"{HERE}: question: should not be the number 5."),
    Broken("wrong-type", _set(*ENTRY, "id", None), "faq.json: entries[0]: id: may not be null."),
    Broken("wrong-type", _set(*ENTRY, "aliases", "price"), f"{HERE}: aliases: should not be text ('price')."),
    Broken("wrong-type", _set(*ENTRY, "aliases", 1, None), f"{HERE}: aliases[1]: may not be null."),
    Broken(
        "wrong-type",
        _set(*ENTRY, "short", "Yes."),
        f'{HERE}: short: should not be text (\'Yes.\'). Write {{"text": "...", "cites": []}}.',
    ),
    Broken("wrong-type", _set(*ENTRY, "answer", {}), f"{HERE}: answer: should not be an object."),
    Broken("wrong-type", _set(*ENTRY, "short", "cites", "rules"), f"{HERE}: short.cites: should not be text"),
    Broken("wrong-type", _set(*ENTRY, "answer", 1, "bullet", "yes"), f"{HERE}: answer[1].bullet: should not"),
    Broken("wrong-type", _set(*ENTRY, "seed", []), f"{HERE}: seed: should not be a list."),
    Broken("wrong-type", _set(*ENTRY, "evidence", True), f"{HERE}: evidence: should not be true."),
    Broken("wrong-type", _set(FAQ, "topics", ["visits"]), "faq.json: topics: should not be a list."),
    Broken(
        "wrong-type", _set(FAQ, "topics", "visits", 1), "faq.json: topics.visits: should not be the number"
    ),
    Broken("wrong-type", _set(FAQ, "turn_off", "emergency-check"), "faq.json: turn_off: should not be text"),
    Broken("wrong-type", _set(FAQ, "reviewed", 2026), "faq.json: reviewed: should not be the number 2026."),
    Broken("wrong-type", _set(SOURCES, {}), "sources.json: should not be an object. Write a list"),
    Broken(
        "wrong-type", _set(SOURCES, 0, "author", ["Doe"]), f"{ONE}: author[0]: should not be text ('Doe')."
    ),
    Broken("wrong-type", _set(SOURCES, 0, "PMID", 123), f"{ONE}: PMID: should not be the number 123."),
    Broken("wrong-type", _set(SOURCES, 0, "issued", "2024"), f"{ONE}: issued: should not be text"),
    Broken(
        "wrong-type",
        _set(SOURCES, 0, "issued", "date-parts", [["2024"]]),
        f"{ONE}: issued.date-parts[0][0]: should not be text ('2024'). Write a whole number without quotes.",
    ),
    Broken("wrong-type", _set(SOURCES, 0, "custom", "web"), f"{ONE}: custom: should not be text"),
    Broken(
        "wrong-type", _set(DRUGS, "drugs", 0, "half_life", 0, "low", "2"), f"{CARD}: half_life[0].low: should"
    ),
    Broken("wrong-type", _set(DRUGS, "drugs", 0, "half_life", 0, "low", True), f"{CARD}: half_life[0].low"),
    Broken("wrong-type", _set(DRUGS, "drugs", 0, "names", []), f"{CARD}: names: should not be a list."),
    Broken(
        "wrong-type", _set(CONTACTS, "contacts", 0, "phone", 999), f"{LINE}: phone: should not be the number"
    ),
    Broken(
        "wrong-type", _set(EMERGENCIES, "kinds", "pet", "do", {}), "emergencies.json: kinds.pet.do: should"
    ),
    Broken("wrong-type", _matcher(vocabulary=b"[]"), "vocabulary.json: should not be a list."),
    Broken(
        "missing-field",
        _drop(*ENTRY, "question"),
        f"{HERE}: question: is missing. The question as a heading.",
    ),
    Broken("missing-field", _drop(FAQ, "reviewed"), "faq.json: reviewed: is missing. The date of the pack"),
    Broken("missing-field", _drop(FAQ, "entries"), "faq.json: entries: is missing."),
    Broken("missing-field", _drop(*ENTRY, "answer", 0, "text"), f"{HERE}: answer[0].text: is missing."),
    Broken(
        "missing-field", _drop(FAQ, "entries", 1, "seed", "verdict"), "faq.json: entries[1] (cost): seed.ver"
    ),
    Broken("missing-field", _drop(SOURCES, 0, "custom", "kind"), f"{ONE}: custom.kind: is missing."),
    Broken(
        "missing-field", _drop(SOURCES, 0, "issued", "date-parts"), f"{ONE}: issued.date-parts: is missing."
    ),
    Broken("missing-field", _drop(DRUGS, "drugs", 0, "uses"), f"{CARD}: uses: is missing."),
    Broken("missing-field", _drop(CONTACTS, "contacts", 0, "hours"), f"{LINE}: hours: is missing."),
    Broken("missing-field", _drop(CONTACTS, "regions"), "contacts.json: regions: is missing."),
    Broken(
        "missing-field", _drop(EMERGENCIES, "kinds", "pet", "call"), "emergencies.json: kinds.pet.call: is"
    ),
    Broken(
        "unknown-field",
        _set(*ENTRY, "saftey", []),
        f"{HERE}: saftey: is no field that is known here. Did you mean 'safety'?",
    ),
    Broken("unknown-field", _set(*ENTRY, "short", "xyz", 1), f"{HERE}: short.xyz: is no field that is known"),
    Broken("unknown-field", _set(FAQ, "topic", {}), "faq.json: topic: is no field that is known here."),
    Broken("unknown-field", _set(DRUGS, "drugs", 0, "names", "nick", []), f"{CARD}: names.nick: is no field"),
    Broken("unknown-field", _set(CONTACTS, "contacts", 0, "fax", ""), f"{LINE}: fax: is no field"),
    Broken(
        "unknown-field",
        _set(SOURCES, 0, "containertitle", "x"),
        f"{ONE}: containertitle: warning: is no field that is known here. Did you mean 'container-title'?",
    ),
    Broken(
        "not-allowed",
        _set(FAQ, "entries", 1, "evidence", "grade", "strongg"),
        "faq.json: entries[1] (cost): evidence.grade: 'strongg' is not known here. Did you mean 'strong'? "
        "Write one of: contested, limited, moderate, strong.",
    ),
    Broken(
        "not-allowed", _set(FAQ, "entries", 1, "seed", "holds", "maybe"), "faq.json: entries[1] (cost): seed"
    ),
    Broken(
        "not-allowed", _set(FAQ, "turn_off", ["emergency"]), "faq.json: turn_off[0]: 'emergency' is not known"
    ),
    Broken(
        "not-allowed", _set(FAQ, "grades", "good", "x"), "faq.json: grades.good: 'good' is not known here."
    ),
    Broken("not-allowed", _set(DRUGS, "drugs", 0, "group", "benzo"), f"{CARD}: group: 'benzo' is not known"),
    Broken("empty-list", _set(FAQ, "entries", []), "faq.json: entries: is empty."),
    Broken("empty-list", _set(*ENTRY, "answer", []), f"{HERE}: answer: is empty."),
    Broken(
        "empty-list",
        _set(SOURCES, 0, "issued", "date-parts", [[]]),
        f"{ONE}: issued.date-parts[0]: is empty.",
    ),
    Broken(
        "empty-list", _set(SOURCES, 0, "issued", "date-parts", []), f"{ONE}: issued.date-parts: is empty."
    ),
    Broken(
        "empty-list", _set(EMERGENCIES, "kinds", "pet", "do", []), "emergencies.json: kinds.pet.do: is empty."
    ),
    Broken(
        "empty-text",
        _set(*ENTRY, "answer", 0, "text", " "),
        f"{HERE}: answer[0].text: is empty. Write the passage or leave it out.",
    ),
    Broken("empty-text", _set(*ENTRY, "aliases", 1, ""), f"{HERE}: aliases[1]: is empty. Write it or leave"),
    Broken("empty-text", _set(*ENTRY, "id", ""), "faq.json: entries[0]: id: is empty."),
    Broken("empty-text", _set(FAQ, "reviewed", ""), "faq.json: reviewed: is empty."),
    Broken("empty-text", _set(SOURCES, 0, "title", "\n"), f"{ONE}: title: is empty."),
    Broken("empty-text", _set(CONTACTS, "contacts", 0, "phone", ""), f"{LINE}: phone: is empty."),
    Broken(
        "bad-character",
        _set(*ENTRY, "short", "text", "Yes\u202e, on \x1b[1mSunday."),
        f"{HERE}: short.text: holds U+202E at character 4 and 1 more. Take it out.",
    ),
    Broken("bad-character", _set(*ENTRY, "question", "Is it \x9b open?"), f"{HERE}: question: holds U+009B"),
    Broken(
        "bad-character", _set(*ENTRY, "question", "Is it \ud800 open?"), f"{HERE}: question: holds U+D800"
    ),
    Broken("bad-character", _set(SOURCES, 0, "note", "\x00"), f"{ONE}: note: holds U+0000 at character 1."),
    Broken(
        "bad-character", _set(SOURCES, 0, "custom", "\u200b", 1), f"{ONE}: custom['\\u200b']: holds U+200B"
    ),
    Broken(
        "line-break",
        _set(*ENTRY, "short", "text", "Yes.\nOn Sunday."),
        f"{HERE}: short.text: warning: has a line break or a tab, which is printed as a space.",
    ),
    Broken(
        "long-text",
        _set(*ENTRY, "short", "text", "x" * 1201),
        f"{HERE}: short.text: warning: has 1201 characters. Cut it to 1200 or fewer",
    ),
    Broken("long-text", _set(*ENTRY, "question", "Is it open? " * 20), f"{HERE}: question: warning: has 240"),
    Broken("long-text", _set(*ENTRY, "id", "open" * 16), "faq.json: entries[0] (openopen"),
    Broken(
        "bad-slug",
        _set(*ENTRY, "id", "Opening hours"),
        "faq.json: entries[0] (Opening hours): id: 'Opening hours' is no id. Write small letters",
    ),
    Broken("bad-slug", _set(*ENTRY, "id", "a--b"), "faq.json: entries[0] (a--b): id: 'a--b' is no id."),
    Broken("bad-slug", _set(FAQ, "topics", "Old", "x"), "faq.json: topics.Old: 'Old' is no id."),
    Broken("bad-slug", _set(FAQ, "notes", "a_b", PASSAGE), "faq.json: notes.a_b: 'a_b' is no id."),
    Broken(
        "bad-slug", _set(SOURCES, 0, "id", "the rules"), "sources.json: [0] (the rules): id: 'the rules' is"
    ),
    Broken(
        "duplicate-id",
        _set(*ENTRY, "id", "cost"),
        "faq.json: entries[1] (cost): id: 'cost' is taken by entries[0]. Choose another.",
    ),
    Broken(
        "duplicate-id",
        lambda files: files[SOURCES].append(files[SOURCES][0]),
        "sources.json: [1] (rules): id: 'rules' is taken by [0]. Choose another.",
    ),
    Broken(
        "duplicate-id",
        _set(DRUGS, "drugs", 1, "name", "examplam"),
        "drugs.json: drugs[1] (examplam): name: 'exa",
    ),
    Broken(
        "reserved-id", _set(*ENTRY, "id", "none"), "faq.json: entries[0] (none): id: 'none' means something"
    ),
    Broken(
        "shared-id",
        _set(*ENTRY, "id", "rules"),
        "faq.json: entries[0] (rules): id: warning: 'rules' is the id of a source too",
    ),
    Broken(
        "bad-date",
        _set(FAQ, "reviewed", "31.1.2026"),
        "faq.json: reviewed: '31.1.2026' is no date. Write it as in 2026-01-31.",
    ),
    Broken("bad-date", _set(FAQ, "reviewed", "2026-02-30"), "faq.json: reviewed: '2026-02-30' is no date."),
    Broken(
        "bad-date", _set(CONTACTS, "contacts", 0, "checked", "20260131"), f"{LINE}: checked: '20260131' is no"
    ),
    Broken(
        "future-date",
        _set(FAQ, "reviewed", "2026-06-17"),
        "faq.json: reviewed: 2026-06-17 lies in the future (today is 2026-06-15).",
    ),
    Broken(
        "future-date",
        _set(SOURCES, 0, "accessed", "date-parts", [[2027]]),
        f"{ONE}: accessed: 2027-01-01 lies",
    ),
    Broken(
        "unknown-topic",
        _set(FAQ, "entries", 1, "topic", "visit"),
        "faq.json: entries[1] (cost): topic: 'visit' is not in topics. Did you mean 'visits'?",
    ),
    Broken(
        "unused-topic",
        _set(FAQ, "topics", "more", "More"),
        "faq.json: topics.more: warning: no entry uses it.",
    ),
    Broken(
        "unknown-note",
        _set(*ENTRY, "safety", ["other"]),
        f"{HERE}: safety[0]: 'other' is not in notes. Add it to notes, or take this out.",
    ),
    Broken(
        "unknown-note", _drop(FAQ, "notes"), "faq.json: entries[1] (cost): safety[0]: 'care' is not in notes."
    ),
    Broken(
        "unused-note", _set(FAQ, "notes", "more", PASSAGE), "faq.json: notes.more: warning: no entry uses it."
    ),
    Broken(
        "unknown-related",
        _set(*ENTRY, "related", ["costs"]),
        f"{HERE}: related[0]: no entry has the id 'costs'. Did you mean 'cost'?",
    ),
    Broken(
        "self-related",
        _set(*ENTRY, "related", ["cost", "open"]),
        f"{HERE}: related[1]: names the entry itself. Take it out.",
    ),
    Broken(
        "unexplained-grade",
        _set(FAQ, "entries", 1, "evidence", "grade", "limited"),
        "faq.json: entries[1] (cost): evidence.grade: warning: grades does not say what 'limited' means.",
    ),
    Broken("wordless", _set(*ENTRY, "question", "???"), f"{HERE}: question: '???' holds no word."),
    Broken(
        "same-wording",
        _set(FAQ, "entries", 1, "aliases", 1, "IS IT, open"),
        "faq.json: entries[1] (cost): aliases[1]: 'IS IT, open' is a wording of entries[0] (open) too.",
    ),
    Broken(
        "few-wordings",
        _set(*ENTRY, "aliases", ["Is it open", "opening hours"]),
        f"{HERE}: aliases: warning: it has 2 wordings with its question: it will be hard to find.",
    ),
    Broken("few-wordings", _drop(*ENTRY, "aliases"), f"{HERE}: aliases: warning: it has 1 wording with its"),
    Broken(
        "unknown-source",
        _set(*ENTRY, "answer", 1, "cites", ["rule"]),
        f"{HERE}: answer[1].cites[0]: 'rule': no source has this id. Did you mean 'rules'?",
    ),
    Broken(
        "unknown-source",
        _drop(SOURCES),
        f"{HERE}: short.cites[0]: 'rules': the pack has no sources.json. Add the source, or take this out.",
    ),
    Broken(
        "unknown-source", _set(DRUGS, "drugs", 0, "class", "cites", ["x"]), f"{CARD}: class.cites[0]: 'x': no"
    ),
    Broken(
        "unknown-source",
        _set(EMERGENCIES, "kinds", "pet", "do", 0, "cites", ["x"]),
        "emergencies.json: kinds.pet.do[0].cites[0]: 'x': no source has this id.",
    ),
    Broken(
        "uncited-source",
        lambda files: files[SOURCES].append({**files[SOURCES][0], "id": "other"}),
        "sources.json: [1] (other): id: warning: nobody cites 'other'. Cite it, or take it out.",
    ),
    Broken(
        "unsourced-entry",
        _all(
            _set(*ENTRY, "short", "cites", []),
            _drop(*ENTRY, "answer", 0, "cites"),
            _set(*ENTRY, "answer", 1, "cites", []),
        ),
        f"{HERE}: warning: cites no source. Name one in cites.",
    ),
    Broken(
        "repeated-item",
        _set(*ENTRY, "short", "cites", ["rules", "rules"]),
        f"{HERE}: short.cites[1]: warning: 'rules' stands here twice. Leave one.",
    ),
    Broken(
        "plain-link",
        _set(SOURCES, 0, "URL", "http://example.org/rules"),
        f"{ONE}: URL: warning: does not start with https://.",
    ),
    Broken(
        "bad-link", _set(SOURCES, 0, "URL", "javascript:alert(1)"), f"{ONE}: URL: 'javascript:alert(1)' is no"
    ),
    Broken(
        "bad-link", _set(SOURCES, 0, "URL", "www.example.org"), f"{ONE}: URL: 'www.example.org' is no address"
    ),
    Broken(
        "bad-link", _set(CONTACTS, "contacts", 0, "url", "https://a b"), f"{LINE}: url: 'https://a b' is no"
    ),
    Broken(
        "bad-identifier",
        _set(SOURCES, 0, "DOI", "https://doi.org/10.1000/182"),
        f"{ONE}: DOI: 'https://doi.org/10.1000/182' is not a DOI. Write it as in 10.1000/182",
    ),
    Broken(
        "bad-identifier", _set(SOURCES, 0, "PMID", "PMC1"), f"{ONE}: PMID: 'PMC1' is not a number of PubMed."
    ),
    Broken(
        "bad-identifier",
        _set(SOURCES, 0, "PMCID", "1"),
        f"{ONE}: PMCID: '1' is not a number of PubMed Central",
    ),
    Broken(
        "bad-csl-date",
        _set(SOURCES, 0, "issued", "date-parts", [[2024, 13]]),
        f"{ONE}: issued: '2024, 13' is no date.",
    ),
    Broken(
        "bad-csl-date",
        _set(SOURCES, 0, "accessed", "date-parts", [[2024, 2, 30]]),
        f"{ONE}: accessed: '2024, 2",
    ),
    Broken(
        "bad-csl-date",
        _set(SOURCES, 0, "issued", "date-parts", [[1, 1, 1, 1]]),
        f"{ONE}: issued: '1, 1, 1, 1'",
    ),
    Broken(
        "unknown-source-type",
        _set(SOURCES, 0, "type", "web-page"),
        f"{ONE}: type: warning: 'web-page' is no type of CSL. Did you mean 'webpage'?",
    ),
    Broken(
        "nameless-author",
        _set(SOURCES, 0, "author", 0, {"suffix": "Jr"}),
        f"{ONE}: author[0]: has no name. Write",
    ),
    Broken(
        "unreachable-source",
        _all(_drop(SOURCES, 0, "URL"), _drop(SOURCES, 0, "DOI")),
        f"{ONE}: warning: has neither URL nor DOI.",
    ),
    Broken(
        "bad-half-life",
        _set(DRUGS, "drugs", 0, "half_life", 0, "low", 9),
        f"{CARD}: half_life[0]: 9 to 4.5 hours is no range.",
    ),
    Broken(
        "bad-half-life", _set(DRUGS, "drugs", 0, "half_life", 0, "low", 0), f"{CARD}: half_life[0]: 0 to 4.5"
    ),
    Broken(
        "shared-name",
        _set(DRUGS, "drugs", 1, "brands", ["EXAMPLAM"]),
        "drugs.json: drugs[1] (samplam): brands[0]: 'EXAMPLAM' is a name of drugs[0] (examplam) too.",
    ),
    Broken(
        "missing-emergency",
        _drop(EMERGENCIES, "kinds", "overdose"),
        "emergencies.json: kinds.overdose: is missing. Say what to do in this emergency.",
    ),
    Broken(
        "unknown-placeholder",
        _set(EMERGENCIES, "kinds", "pet", "do", 0, "text", "Call {vet} now."),
        "emergencies.json: kinds.pet.do[0].text: nothing stands for '{vet}'. Write one of: {emergency}",
    ),
    Broken(
        "unknown-kind",
        _set(CONTACTS, "contacts", 0, "kind", "emergencies"),
        f"{LINE}: kind: 'emergencies' is not in the kinds of contacts.json. Did you mean 'emergency'?",
    ),
    Broken(
        "unknown-kind",
        _set(EMERGENCIES, "kinds", "pet", "call", ["vet"]),
        "emergencies.json: kinds.pet.call[0]: 'vet' is not in the kinds of contacts.json. Add it there.",
    ),
    Broken(
        "unknown-region",
        _set(CONTACTS, "contacts", 0, "region", "XX"),
        f"{LINE}: region: 'XX' is not in regions. Add it there.",
    ),
]
