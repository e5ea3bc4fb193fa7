"""Make an instance folder with one made-up site, and questions on its passages.

`python -m benchmarks.servers.site FOLDER [--passages 10000]` makes `FOLDER/instance` and
`FOLDER/questions.json`.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import passages
from chat import knowledge
from store import sites
from web import settings, startup

QUESTIONS_OF_A_KIND = 10_000


def main() -> None:
    """Store the passages as the site that a server would otherwise make of the demo's pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=10_000)
    options = parser.parse_args()
    entries = list(passages.entries(options.passages))
    chosen = settings.Settings(instance=str(options.folder.resolve() / "instance"))
    startup.make_instance_folder(chosen.instance_path)
    database = startup.open_and_upgrade(chosen)
    moment = datetime.now(UTC)
    with database.write() as session:
        site = sites.add(session, startup.DEMO_SITE, moment)
        knowledge.import_entries(session, site, entries, moment)
    database.close()
    asked = passages.questions(entries, QUESTIONS_OF_A_KIND)
    mixed = [question for several in zip(*asked.values(), strict=True) for question in several]
    text = json.dumps(list(dict.fromkeys(mixed)), ensure_ascii=False)
    (options.folder / "questions.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
