"""Makes the pictures in docs/screenshots from the repository's own content: python3 Tests/Browser/screenshots.py

Needs what the tests need, and pngquant to reduce the pictures to 256 colours.
"""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import seed
from conftest import REPOSITORY, build, find_chromium

PAGES = {"home": "index.html", "unit": "2022/721001/index.html", "project": f"2022/721001/{seed.CODES[0]}.html",
         "projects": "projects.html", "indicators": "indicators.html"}
WIDTHS = [1280, 375]
TALLEST = 1600


def main():
    target = REPOSITORY / "docs/screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(REPOSITORY, Path(folder) / "public")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for name, path in PAGES.items():
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                page.goto((site / path).as_uri())
                height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                picture = target / f"{name}-{width}.png"
                page.screenshot(path=picture, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
                subprocess.run(["pngquant", "--force", "--strip", "--output", picture, "256", picture], check=True)
                print(picture.relative_to(REPOSITORY), picture.stat().st_size)
        browser.close()


if __name__ == "__main__":
    main()
