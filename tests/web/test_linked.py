"""Modules that are joined run as they did apart, or are refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.errors import StartupError
from web.linked import joined, joined_sheet, names_of, part, parts_of
from web.tight import shortened, tight

ROOM = "export function room(name) {\n  return `room ${name}`; // a comment\n}\n"
DOOR = 'import { room } from "./room.js";\n\nexport const door = room("/widget");\n'


def write(folder: Path, **modules: str) -> Path:
    """Write modules, and give the last as the entry."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder / f"{name}.js"


def test_what_is_imported_comes_first_and_once(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        room=ROOM,
        door=DOOR,
        main='import { door } from "./door.js";\nimport { room } from "./room.js";\nroom(door);\n',
    )
    text = joined(entry)
    assert text.count("`room ${") == 1
    assert text.index("`room ${") < text.index('"/widget"')
    assert "import" not in text
    assert "comment" not in text


def test_modules_may_keep_the_same_name_to_themselves(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        one="const WAIT = 1;\nexport const first = () => WAIT;\n",
        two='import { first } from "./one.js";\nconst WAIT = 2;\nfirst(WAIT);\n',
    )
    text = joined(entry)
    assert text.count("const WAIT=") == 2
    assert text.count("(()=>{") >= 1


def test_a_plain_script_shares_one_scope(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        one="const WAIT = 1;\nexport let state = WAIT;\n",
        two='import { state } from "./one.js";\nconst WAIT = 2;\nstate(WAIT);\n',
    )
    with pytest.raises(StartupError, match="WAIT: declared twice"):
        joined(entry, is_module=False)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("export const a = 1;\n", 'import { a as b } from "./first.js";\nb();\n', "a as b"),
        ("export default 1;\n", 'import { a } from "./first.js";\na();\n', "cannot be joined"),
        ("export const a = 1;\n", 'import "./first.js";\n', "cannot be joined"),
        ("export const a = 1;\n", 'import * as a from "./first.js";\n', "cannot be joined"),
        ("export const a = 1;\n", 'export { a } from "./first.js";\n', "cannot be joined"),
        ("export const a = 1;\n", 'import("./" + "first.js");\n', "cannot be joined"),
        (
            "export const a = 1;\n",
            'import { a } from "./first.js";\nexport const a = 2;\n',
            "twice",
        ),
        ("export const close = 1;\n", 'import { } from "./first.js";\nclose();\n', "close"),
        (
            "const w = 1;\nexport let a = w;\n",
            'import { a } from "./first.js";\nconst w = 2;\na(w);\n',
            "changes",
        ),
        ('import { b } from "./second.js";\nexport const a = b;\n', DOOR, "itself"),
    ],
)
def test_what_would_run_otherwise_is_refused(
    tmp_path: Path, first: str, second: str, words: str
) -> None:
    if words == "itself":
        second = 'import { a } from "./first.js";\nexport const b = a;\n'
    with pytest.raises(StartupError, match=words):
        joined(write(tmp_path, first=first, second=second))


def test_what_comes_later_shares_what_is_there(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        room=ROOM,
        card='import { room } from "./room.js";\nexport const card = () => room("card");\n',
        later='import { card } from "./card.js";\nexport const open = () => card();\n',
        main='import { room } from "./room.js";\nroom(1);\nawait import("./later.js");\n',
    )
    text = joined(entry)
    assert parts_of(entry) == {"later.js"}
    assert 'import("./main/later.js")' in text
    assert text.endswith("export{room};")
    later = part(entry, tmp_path / "later.js")
    assert later.startswith('import{room}from"../main.js";')
    assert "room ${" not in later
    assert later.endswith("export{open};")


def test_a_module_of_another_folder_is_imported_from_there(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    entry = write(tmp_path / "own", main='import { io } from "../vendor/io.js";\nio();\n')
    assert joined(entry).startswith('import{io}from"../vendor/io.js";')


def test_a_style_sheet_is_joined_and_each_medium_kept(tmp_path: Path) -> None:
    (tmp_path / "one.css").write_text("p { margin: 0 }")
    (tmp_path / "two.css").write_text("p { display: none }")
    (tmp_path / "all.css").write_text('@import "./one.css";\n@import "./two.css" print;\n')
    sheet = tight(".css", joined_sheet(tmp_path / "all.css"))
    assert sheet == "p{margin:0}@media print{p{display:none}}"


def test_names_at_the_top_are_found() -> None:
    text = "const a = 1;\nexport let b;\n  const c = 2;\nexport async function d() {}\n"
    text += "const { e, f: g } = a;\nclass H {}\nexport const [i] = a;\n"
    assert list(names_of(text)) == ["a", "b", "d", "e", "g", "H"]


@pytest.mark.parametrize(
    "text",
    [
        "const state=1;tell({state});",
        "const state=1;tell({state:2});",
        "const state=1;tell(other.state);",
        'const state=1;tell("state");',
        "const state=1;tell(`the state is ${state}`);",
        "const state=1;const{state:own}=told;",
        "const state=1;return{state(){}};",
        "const state=1;tell(/state/);",
    ],
)
def test_a_name_that_is_also_something_else_keeps_its_length(text: str) -> None:
    assert shortened(text, {"state"}) == text


def test_a_name_that_is_nothing_else_is_shortened() -> None:
    text = 'let state=1;const tell=()=>state+1;tell(state,"it\\"s");if(state)tell();'
    short = shortened(text, {"state", "tell"})
    assert short == 'let $a=1;const $b=()=>$a+1;$b($a,"it\\"s");if($a)$b();'


@given(st.text(st.sampled_from("ab ./*\"'`\\\n(){};:,=$")))
def test_shortening_can_be_undone(text: str) -> None:
    script = f"let state=1;{text}"
    assert shortened(script, {"state"}).replace("$a", "state") == script.replace("$a", "state")
