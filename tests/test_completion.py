"""Completion in real shells: what TAB offers, and that nothing in the data is ever more than text."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benzofaq import completion, completion_spec, completion_words, derive, match
from benzofaq.completion_spec import Command, Option, Spec
from benzofaq.library import Library, data_folder

from .shells import SHELLS, Shell

ALL = (*SHELLS, "powershell")
BACK = "\x02"  # Ctrl-B: the cursor goes one character back
HOSTILE = "it's \"x\" $(touch r) `touch r` a:b [c] {d} \\ \\: \\' %n; touch r #~!! ’ \\"
HOSTILE_WORDS = ("$(touch ran)", "`touch ran`", "a b", "a'b", "-x", "*", "a;touch", "a\nb", "@LISTS@", "~")


@pytest.fixture(scope="module", name="spec")
def _spec() -> Spec:
    return completion_spec.from_json(Library().read(completion_spec.FILE))


@pytest.fixture(scope="module", name="shells")
def _shells(spec: Spec, tmp_path_factory: Any) -> Iterator[Callable[[str], Shell]]:
    """Return a shell by its name, started when it is first asked for."""
    started: dict[str, Shell] = {}

    def shell(name: str) -> Shell:
        if name not in started:
            started[name] = Shell(name, completion.write(spec, name), tmp_path_factory.mktemp(name))
            (started[name].folder / "my file.json").touch()
            (started[name].folder / "my folder").mkdir()
            (started[name].folder / "alcohol").mkdir()
        return started[name]

    yield shell
    for one in started.values():
        one.close()


@pytest.fixture(name="shell", params=SHELLS)
def _shell(request: pytest.FixtureRequest, shells: Callable[[str], Shell]) -> Shell:
    return shells(request.param)


@pytest.fixture(name="terminal", params=["bash", "zsh"])
def _terminal(request: pytest.FixtureRequest, shells: Callable[[str], Shell]) -> Shell:
    """Return a shell that has a terminal; fish tells without one what it would offer."""
    return shells(request.param)


@pytest.fixture(name="fish")
def _fish(shells: Callable[[str], Shell]) -> Shell:
    return shells("fish")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("benzofaq li", {"list"}),
        ("benzofaq --", {"--help", "--version"}),
        ("benzofaq -", {"-h", "--help", "-V", "--version"}),
        ("benzofaq ask --cite ", {"vancouver", "apa", "bibtex", "ris", "csl-json"}),
        ("benzofaq ask 'is it safe' --cite b", {"bibtex"}),
        ("benzofaq cite alcohol --style a", {"apa"}),
        ("benzofaq list --topic wi", {"withdrawal"}),
        ("benzofaq sources --kind gui", {"guideline"}),
        ("benzofaq sources --used-by alco", {"alcohol"}),
        ("benzofaq contacts --region ", {"AU", "CA", "DE", "EU", "FR", "GB", "IE", "NZ", "US"}),
        ("benzofaq ask --region G", {"GB"}),
        ("benzofaq show alcoh", {"alcohol"}),
        ("benzofaq drug diaze", {"diazepam", "diazemuls"}),
        ("benzofaq drug valiu", {"valium"}),
        ("benzofaq cite ritvo", {"ritvo2023"}),
        ("benzofaq cite alcohol ritvo", {"ritvo2023"}),
        ("benzofaq cite --style apa ritvo", {"ritvo2023"}),
        ("benzofaq cite -- ritvo", {"ritvo2023"}),
        ("benzofaq show --cite apa alcoh", {"alcohol"}),
        ("benzofaq show -- --short alcoh", set()),
        ("benzofaq cite benzof", {"benzofaq"}),
        ("benzofaq open barker20", {"barker2004", "barker2004during"}),
        ("benzofaq completion ", {"bash", "zsh", "fish", "powershell"}),
        ("benzofaq ask whatever ", set()),
        ("benzofaq nonsense ", set()),
        ("benzofaq list --topic zzz", set()),
    ],
)
def test_tab_offers_what_may_stand_there_and_nothing_else(shell: Shell, line: str, offered: set[str]) -> None:
    assert shell.offered(line) == offered


def test_every_command_is_offered_first(shell: Shell, spec: Spec) -> None:
    assert shell.offered("benzofaq ") == {one.name for one in spec.commands}


def test_every_option_of_every_command_is_offered(shell: Shell, spec: Spec) -> None:
    for command in spec.commands:
        names = {name for option in command.options for name in option.names}
        assert shell.offered(f"benzofaq {command.name} -") == names


def test_every_entry_and_card_is_offered(shell: Shell, library: Library) -> None:
    cards = {one.id for one in library.drugs.values() if " " not in one.id}

    assert shell.offered("benzofaq show ") >= {*library.entries, *cards}


def test_a_drug_card_is_found_behind_its_colon(shell: Shell) -> None:
    # bash replaces only what follows the colon.
    found = {word.removeprefix("drug:") for word in shell.offered("benzofaq show drug:diaz")}

    assert found == {"diazepam"}


def test_an_option_that_is_given_is_not_offered_again_under_any_name(shell: Shell) -> None:
    for given in ("-o x", "--output x", "--output=x"):
        offered = shell.offered(f"benzofaq cite alcohol {given} --force -")

        assert offered == {"--style", "--json", "--data", "--plain", "--no-pager", "-h", "--help"}


def test_no_option_is_offered_after_two_hyphens(shell: Shell) -> None:
    # (fish looks for what is typed in descriptions too.)
    assert not any(word.startswith("-") for word in shell.offered("benzofaq cite -- --"))


def test_a_command_that_takes_one_id_offers_no_second(shell: Shell, library: Library) -> None:
    assert shell.offered("benzofaq show alcohol ") & {*library.entries} == set()
    assert shell.offered("benzofaq open alcohol ") == set()


def test_bash_completes_what_stands_before_the_cursor_within_a_word(shells: Callable[[str], Shell]) -> None:
    assert shells("bash").offered("benzofaq show alcohzz" + 2 * BACK) == {"alcohol"}
    assert shells("bash").offered("benzofaq show drug:diazzz" + 2 * BACK) == {"diazepam"}


def test_no_program_is_started_at_tab(shell: Shell) -> None:
    for line in ("benzofaq ", "benzofaq show al", "benzofaq cite --style ", "benzofaq ask --data m"):
        shell.offered(line)

    assert shell.started() == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("benzofaq show drug:diaz", ["show", "drug:diazepam"]),
        ('benzofaq show "drug:diaz', ["show", "drug:diazepam"]),
        ("benzofaq show 'alcoh", ["show", "alcohol"]),
        ("benzofaq show alcoh", ["show", "alcohol"]),
        ("benzofaq cite drug:diazepam ritvo", ["cite", "drug:diazepam", "ritvo2023"]),
        ("benzofaq ask --cite=ap", ["ask", "--cite=apa"]),
        ("benzofaq cite --output my\\ fi", ["cite", "--output", "my file.json"]),
        ("benzofaq ask --batch=my\\ fi", ["ask", "--batch=my file.json"]),
        ("benzofaq list --data 'my fi", ["list", "--data", "my file.json"]),
        ("benzofaq show alcoh --short" + 8 * BACK, ["show", "alcohol", "--short"]),
    ],
)
def test_the_program_gets_the_word_that_was_completed(terminal: Shell, line: str, words: list[str]) -> None:
    assert terminal.received(line) == words


def test_fish_completes_file_names_where_a_file_is_wanted(fish: Shell) -> None:
    assert fish.offered("benzofaq cite --output my") == {"my file.json", "my folder/"}
    assert fish.offered("benzofaq ask --batch=my") == {"--batch=my file.json", "--batch=my folder/"}
    assert "my file.json" not in fish.offered("benzofaq show my")


@pytest.mark.parametrize(
    "first",
    [
        "enable -n compopt",
        "COMP_WORDBREAKS=${COMP_WORDBREAKS//:}",
        "COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=]}",
        "set -u",
        "shopt -s nullglob failglob extglob",
        "IFS=:",
        "BASH_COMPAT=3.2",
    ],
    ids=lambda first: first,
)
def test_bash_completes_whatever_its_settings(spec: Spec, tmp_path: Path, first: str) -> None:
    shell = Shell("bash", completion.write(spec, "bash"), tmp_path, first)
    (shell.folder / "my file.json").touch()

    assert shell.received("benzofaq show drug:diaz") == ["show", "drug:diazepam"]
    assert shell.received("benzofaq ask --cite=ap") == ["ask", "--cite=apa"]
    assert shell.received("benzofaq ask --data my") == ["ask", "--data", "my file.json"]
    assert shell.received("benzofaq li") == ["list"]
    shell.close()


def test_the_script_for_bash_holds_nothing_newer_than_3_2(spec: Spec) -> None:
    script = completion.write(spec, "bash")
    newer = r"(local|declare|typeset) -\w*[Agn]|mapfile|readarray|\$\{\w+(\[.\])?[,^@]|&>>|\|&|;&|\[-1\]"

    assert re.findall(newer, script) == []


def test_zsh_says_what_it_lacks_without_its_completion_system(spec: Spec, tmp_path: Path) -> None:
    shell = Shell("zsh", completion.write(spec, "zsh"), tmp_path)

    printed = shell.run("unfunction compdef; source $SCRIPT")

    assert "autoload -U compinit; compinit" in printed
    shell.close()


def test_zsh_takes_the_script_from_its_folder_of_functions(spec: Spec, tmp_path: Path) -> None:
    functions = tmp_path / "functions"
    functions.mkdir()
    (functions / "_benzofaq").write_text(completion.write(spec, "zsh"), encoding="utf-8")
    shell = Shell("zsh", "", tmp_path, f"fpath=({functions} $fpath)")

    assert shell.received("benzofaq show drug:diaz") == ["show", "drug:diazepam"]
    assert shell.received("benzofaq show alcoh") == ["show", "alcohol"]
    shell.close()


def test_fish_describes_what_it_offers(fish: Shell, library: Library) -> None:
    assert fish.described("benzofaq show alcoh") == [f"alcohol\t{library.entries['alcohol'].question}"]
    assert "--short\tPrint the short answer only" in fish.described("benzofaq ask --s")


def test_zsh_describes_what_it_offers(shells: Callable[[str], Shell], library: Library) -> None:
    shown = shells("zsh").shown("benzofaq show alcoh")

    assert library.entries["alcohol"].question in shown


def hostile(spec: Spec) -> Spec:
    """Return a spec whose descriptions, helps and words are written to run or to break something."""
    words = {**dict.fromkeys(HOSTILE_WORDS, HOSTILE), "plain-word": HOSTILE, "drug:plain": HOSTILE}
    option = Option(names=("--hostile",), help=HOSTILE, takes=("entries",))
    command = Command(
        name="show", help=HOSTILE, options=(option, *spec.options), arguments=(("entries", "cards"),)
    )
    return Spec(options=spec.options, commands=(command,), lists={"entries": words, "cards": words})


@pytest.mark.parametrize("name", SHELLS)
def test_whatever_the_data_hold_stays_text(name: str, spec: Spec, tmp_path: Path) -> None:
    shell = Shell(name, completion.write(hostile(spec), name), tmp_path)

    for line in ("benzofaq ", "benzofaq show ", "benzofaq show --hostile ", "benzofaq show -"):
        offered = shell.offered(line)
        assert offered
        assert offered <= {"show", "plain-word", "drug:plain", "--hostile", "-h", "--help", "-V", "--version"}
    if name == "zsh":
        assert HOSTILE in shell.shown("benzofaq show pl")
        assert HOSTILE in shell.shown("benzofaq show --ho")
        assert HOSTILE in shell.shown("benzofaq sh")
    if name == "fish":
        assert shell.described("benzofaq show pl") == [f"plain-word\t{HOSTILE}"]
        assert shell.described("benzofaq show --ho") == [f"--hostile\t{HOSTILE}"]
    assert shell.started() == ""
    assert not any(shell.folder.iterdir())
    shell.close()


@pytest.mark.parametrize("shell", ALL)
def test_no_control_character_reaches_a_script(shell: str) -> None:
    texts = {"word": "one\ntwo\x1b[31m\x9b\u202ethree\u2028"}
    option = Option(names=("--short",), help="a\nb\x07")
    command = Command(name="show", help="c\nd\x1b", options=(option,))

    script = completion.write(Spec(options=(option,), commands=(command,), lists={"entries": texts}), shell)

    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2028]", script)
    assert "two" not in [line[:3] for line in script.splitlines()]


@pytest.mark.parametrize("shell", ALL)
def test_a_word_that_a_shell_would_have_to_quote_is_left_out(shell: str, spec: Spec) -> None:
    script = completion.write(hostile(replace(spec, options=())), shell)

    assert "plain-word" in script
    assert "a;touch" not in script
    assert "@LISTS@" not in script
    assert "a'b" not in script


def powershell_tree(script: str) -> Any:
    tree_sitter = pytest.importorskip("tree_sitter")
    grammar = pytest.importorskip("tree_sitter_powershell")
    parser = tree_sitter.Parser(tree_sitter.Language(grammar.language()))
    return parser.parse(script.encode()).root_node


def nodes(node: Any, kind: str) -> Iterator[str]:
    if node.type == kind:
        yield node.text.decode()
    for child in node.children:
        yield from nodes(child, kind)


@pytest.mark.parametrize("data", ["bundled", "hostile"])
def test_powershell_can_parse_the_script_and_runs_one_command_only(data: str, spec: Spec) -> None:
    script = completion.write(spec if data == "bundled" else hostile(spec), "powershell")

    tree = powershell_tree(script)

    assert script.isascii()
    assert not tree.has_error
    assert set(nodes(tree, "command_name")) == {"Register-ArgumentCompleter"}
    literals = {one[1:-1].replace("''", "'") for one in nodes(tree, "verbatim_string_characters")}
    if data == "hostile":
        assert HOSTILE.replace("’", "'") in literals
    else:
        assert {*Library().entries, "--cite", "drug:diazepam"} <= literals


@pytest.mark.parametrize("shell", ALL)
def test_the_command_prints_the_script_and_touches_no_file(benzofaq: Any, tmp_path: Path, shell: str) -> None:
    run = benzofaq("completion", shell, HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))

    assert run.returncode == 0
    assert run.stderr == b""
    assert b"ritvo2023" in run.stdout
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("path", "shell"),
    [("/bin/bash", "bash"), ("/usr/local/bin/zsh", "zsh"), ("fish", "fish"), ("/opt/pwsh", "powershell")],
)
def test_without_a_name_it_takes_the_shell_of_the_environment(benzofaq: Any, path: str, shell: str) -> None:
    assert benzofaq("completion", SHELL=path).stdout == benzofaq("completion", shell).stdout


@pytest.mark.parametrize(("args", "path"), [(["tcsh"], "/bin/bash"), ([], "/bin/tcsh"), ([], "")])
def test_an_unknown_shell_is_wrong_usage_and_the_four_are_named(
    benzofaq: Any, args: list[str], path: str
) -> None:
    run = benzofaq("completion", *args, SHELL=path)

    assert run.returncode == 2
    assert run.stdout == b""
    assert all(name in run.stderr.decode() for name in ALL)


def test_its_help_says_where_each_shell_wants_the_script(benzofaq: Any) -> None:
    out = benzofaq("completion", "--help").stdout.decode()

    for place in ("~/.bashrc", "~/.zfunc/_benzofaq", "~/.config/fish/completions/benzofaq.fish", "$PROFILE"):
        assert place in out


def test_with_data_of_ones_own_the_ids_are_those(benzofaq: Any, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
    faq = json.loads((folder / "faq.json").read_text("utf-8"))
    faq["entries"][0] |= {"id": "of-my-own", "question": HOSTILE}
    (folder / "faq.json").write_text(json.dumps(faq), encoding="utf-8")

    for run in (
        benzofaq("completion", "fish", "--data", str(folder)),
        benzofaq("completion", "fish", BENZOFAQ_DATA=str(folder)),
    ):
        shell = Shell("fish", run.stdout.decode(), tmp_path)
        assert shell.described("benzofaq show of-") == [f"of-my-own\t{HOSTILE}"]
        assert shell.started() == ""
        for left in (shell.folder, tmp_path / "programs"):
            shutil.rmtree(left)


def test_broken_data_are_told_and_no_half_script_is_printed(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("completion", "bash", "--data", str(tmp_path))

    assert run.returncode == 4
    assert run.stdout == b""
    assert b".json is missing" in run.stderr


def test_every_drug_name_that_is_offered_has_a_card(library: Library) -> None:
    for name in completion_words.of(library)["drugs"]:
        found = match.find_drug(name, library)

        assert isinstance(found, str), name


def test_the_derived_files_are_those_of_the_commands_and_the_data(library: Library) -> None:
    stale = [
        path.name
        for path, text in derive.files(library).items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]

    assert stale == [], "run `python -m benzofaq.derive` and commit what it writes"


def test_a_word_that_nobody_placed_stops_the_maintainer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(derive.ARGUMENTS, "show")

    with pytest.raises(ValueError, match=r"id_ of show"):
        derive.spec(derive.root(), Library())


def test_the_file_of_the_spec_can_be_read_back(spec: Spec) -> None:
    assert completion_spec.from_json(json.loads(json.dumps(completion_spec.to_json(spec)))) == spec
