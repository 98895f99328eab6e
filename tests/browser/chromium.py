"""Find the Chromium or Chrome of this machine; as a command, install one where that is usual.

The headless shell is the same engine without the windows around it, and opens a page in less than
half the time. CHROMIUM names another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SHELL = "chromium-headless-shell"
NAMES = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
ADVICE = (
    "the tests need a browser: install Chromium or Chrome "
    "(Debian: sudo apt-get install chromium-headless-shell; macOS: brew install --cask chromium), "
    "or set CHROMIUM to the path of one"
)

WITHOUT = (
    # With windows it makes a page for its own toolbar for each of ours, which takes longer.
    "PreloadTopChromeWebUI", "WebUIOmniboxPopup", "InitialWebUI",
    # What Playwright leaves out: the last such list is the one that counts.
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
"""Features of Chromium that no page here has a use for."""


def find() -> str | None:
    """Give the path of the first browser found, that in CHROMIUM before all others."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def opened() -> Iterator[Browser]:
    """Open the browser for a while.

    Raises:
        FileNotFoundError: there is none.

    """
    executable = find()
    if not executable:
        raise FileNotFoundError(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[f"--disable-features={','.join(WITHOUT)}"]
        )
        yield browser
        browser.close()


def install() -> None:
    """Install Debian's headless shell or, where there is none, its Chromium, if we may."""
    apt = shutil.which("apt-get")
    if os.environ.get("CHROMIUM") or not apt or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    run = partial(
        subprocess.run,
        check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
    )
    get = [apt, "install", "-qq", "--no-install-recommends"]
    run([apt, "update", "-qq"])
    if run([*get, SHELL]).returncode and not find():
        run([*get, "chromium"])


if __name__ == "__main__":
    if not shutil.which(SHELL):
        install()
    found = find()
    if not found:
        sys.exit(ADVICE)
    sys.stdout.write(f"browser: {Path(found)}\n")
