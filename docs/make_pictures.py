"""Make the pictures of README from the code, on the invented report: `python docs/make_pictures.py`.

Needs Chromium, to show a piece of a page as a browser does.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from briefing_lessons import explain, load_briefing, plot_dispersion
from briefing_lessons.lessons.card import findings, findings_title
from briefing_lessons.pages import page

FOLDER = Path(__file__).resolve().parent / "pictures"
SEED = "001_ferry_report.txt"
SCALE = 2  # twice as many dots as shown, so that letters are sharp on a laptop


def photograph(body: str, target: Path, *, width: int = 760, height: int = 900) -> None:
    """Show `body` as a page of ours in Chromium, and keep what is on it as `target`."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is needed to make the pictures: install it, then run this again.")
    with TemporaryDirectory() as temporary:
        source, shot = Path(temporary, "page.html"), Path(temporary, "shot.png")
        bare = "<style>.page-head,.page-foot,.skip{display:none} main{padding:0}</style>"
        source.write_text(page("Picture", bare + body), encoding="utf-8")
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--force-device-scale-factor={SCALE}", f"--window-size={width},{height}",
             f"--screenshot={shot}", source.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
        with Image.open(shot) as picture:
            plain = picture.convert("RGB")
        paper = Image.new("RGB", plain.size, plain.getpixel((0, 0)))
        left, top, right, bottom = ImageChops.difference(plain, paper).getbbox() or (0, 0, *plain.size)
        edge = 16 * SCALE
        box = (
            max(0, left - edge),
            max(0, top - edge),
            min(plain.width, right + edge),
            min(plain.height, bottom + edge),
        )
        plain.crop(box).quantize(64).save(target, optimize=True)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    briefing = load_briefing(SEED)
    first_page = f"<h1>{findings_title(briefing)}</h1>{findings(briefing)}"
    photograph(first_page, FOLDER / "findings.png", width=1180, height=832)
    quote = next(q for q in briefing.quotes if q.kind == "direct" and q.attribution.chain[1:])
    photograph(explain(briefing, quote)._repr_html_(), FOLDER / "who.png")
    terms = {
        "boat": ["ferry", "ferries", "boat*"],
        "money": ["money", "budget*", "pay*", "cost*"],
        "repair": ["bolt*", "steel", "ramp*", "repair*", "spare*"],
    }
    chart = plot_dispersion(briefing, terms)
    chart.ax.figure.savefig(
        FOLDER / "where.png", dpi=100 * SCALE, bbox_inches="tight", metadata={"Software": None}
    )
    print(chart.alt)


if __name__ == "__main__":
    main()
