"""One page with every kind of block, for all the ways in which a page is shown."""

from typing import Any, get_args

from benzofaq.pages.block import GAP, Block, Kind

LONG = "A sentence that is longer than forty columns, so that it has to be wrapped somewhere."
ADDRESS = "https://example.org/an-address/that-is-longer-than-forty-columns/and-is-never-cut"

_BARS: dict[str, Any] = {"bar": (20, 50), "second": (40, 100), "cells": ("20–50 h", "40–100 h")}
PAGE = [
    Block(kind="act", text="CALL 911 NOW"),
    Block(kind="voice", text="You don't have to face this alone."),
    GAP,
    Block(kind="call", label="911", text="Emergency services"),
    Block(kind="call", label="text 741741", text="Crisis Text Line"),
    Block(kind="detail", text="seen on a page"),
    Block(kind="address", link=ADDRESS),
    Block(kind="call", label="1-800-222-1222", text=LONG),
    GAP,
    Block(kind="step", label="1", text="Can't be woken: call 911 or 1-800-222-1222, within 10 minutes."),
    Block(kind="step", label="2", text="Stay with them."),
    GAP,
    Block(kind="title", text="What is the question?", label="its id"),
    Block(kind="lead", text=LONG, refs=(1, 2)),
    Block(kind="bullet", text=LONG, refs=(10, 11, 12)),
    Block(kind="bullet", label="point 2:", text="Another."),
    Block(kind="box", text=LONG),
    Block(kind="urgent", text="A seizure? Call for help now.", refs=(1,)),
    Block(kind="quiet", text="Talk to someone, day or night: 988."),
    Block(kind="grade", label="Evidence", text="●●○○ limited · reviewed Nov 2026"),
    GAP,
    Block(kind="source", label="1", text=LONG, link=ADDRESS, cells=("example.org", "[one2020]")),
    Block(kind="source", label="2", text="Agency 2024", cells=("", "")),
    Block(kind="heading", text="A heading", label="heading-id"),
    Block(kind="text", label="Not known:", text=LONG, refs=(2,)),
    Block(kind="fact", label="Used for:", text=LONG, refs=(1,)),
    Block(kind="fact", label="Schedule:", text="IV"),
    Block(kind="row", cells=("an-id", "A question that is asked about some drug or other?")),
    Block(kind="row", cells=("another-id", "Another question?"), refs=(3,)),
    Block(kind="legend", text="the drug", label="its breakdown product"),
    Block(kind="axis"),
    Block("bars", "20–50 h; product 40–100 h", "nonepam (Nonex)", **_BARS),
    Block(kind="bars", label="a-name-too-long (Brand)", text="2 h", bar=(2, 2), cells=("2 h",)),
    Block(kind="legend", text="left at the shortest half-life", label="up to the longest"),
    Block(kind="fading", label="0 h", text="100%", bar=(1, 1)),
    Block(kind="fading", label="4 days", text="4% to 51%", bar=(0.04, 0.51)),
    Block(kind="reference", label="1.", text=LONG, link=ADDRESS),
    Block(kind="reference", label="2.", text="Without an address."),
    Block(kind="citation", label="1.", text="A reference to be pasted."),
    Block(kind="citation", text="Another, in a style without numbers."),
    Block(kind="command", label="benzofaq show a-longer-id", text=LONG),
    Block(kind="command", label="1", text="By number"),
    Block(kind="notice", text="General information, not medical advice."),
    Block(kind="note", text="In an emergency call 911."),
]

assert {block.kind for block in PAGE} == set(get_args(Kind))
