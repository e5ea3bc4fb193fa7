"""docs/screenshots/ holds one picture of each scene, and stays light."""

from __future__ import annotations

from tests.browser.screenshots import FOLDER, SCENES

BYTES_MAX = 1_500_000


def test_each_scene_has_its_picture_and_no_other_lies_about() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{each}.png" for each in names)


def test_the_pictures_are_light() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < BYTES_MAX
