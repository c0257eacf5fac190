"""HTML and Markdown as a reader sees them: elements, attributes, text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass
class Node:
    """An element of a page: its name, its attributes, what it is inside of, and the pieces of text in it."""

    tag: str
    attributes: Mapping[str, str | None]
    inside: tuple[str, ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All the text in it."""
        return "".join(self.pieces)


@dataclass
class Page(HTMLParser):
    """An HTML page as a list of its elements; an element left open, or closed twice, is an error."""

    source: str
    nodes: list[Node] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)

    VOID = frozenset({"meta", "input", "br"})

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that begins."""
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {attrs}"
        node = Node(tag, dict(attrs), tuple(one.tag for one in self.open))
        self.nodes.append(node)
        if tag not in self.VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Note an element that ends."""
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Give the text to all elements that it is in."""
        for node in self.open:
            node.pieces.append(data)

    def all(self, *tags: str) -> list[Node]:
        """Return the elements of these names."""
        return [node for node in self.nodes if node.tag in tags]

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute, wherever it is."""
        return [node.attributes[name] or "" for node in self.nodes if name in node.attributes]

    def __getitem__(self, id_: str) -> Node:
        """Return the one element with this id."""
        (found,) = (node for node in self.nodes if node.attributes.get("id") == id_)
        return found

    @property
    def text(self) -> str:
        """All that a reader sees."""
        parts = (node for node in self.nodes if node.inside == ("html", "body") and node.tag != "script")
        return flat(" ".join(node.text for node in parts))


def flat(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])  # as GitHub reads it


def tokens(text: str) -> Iterator[Token]:
    """Yield what a reader of Markdown makes of a text."""
    for token in _MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def read(text: str) -> str:
    """Return the text that Markdown shows, without any markup."""
    return flat(" ".join(token.content for token in tokens(text) if token.type == "text"))
