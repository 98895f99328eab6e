"""The Nu HTML checker: find it, ask it; as a command, fetch it where Java and npm are."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "vnu-jar@26.9.27"
INTEGRITY = (
    "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg"
    "+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
)
JAR = "package/build/dist/vnu.jar"
CACHED = Path(__file__).parents[1] / ".venv" / f"{PACKAGE}.jar"
ADVICE = (
    "no page is checked for valid HTML: install Java 17 or newer and npm, and `make test` fetches "
    "the Nu HTML checker; or set VNU_JAR to the path of its vnu.jar"
)

# Advice, not errors. Most parts of a letter have no heading, an annex may have one; and the
# letter's own stands in the masthead above it, whose id it names.
OF_NO_USE = ("Section lacks heading.", "Article lacks heading.")


def find() -> Path | None:
    """Give the path of the checker, that in VNU_JAR before all others, if it can be run."""
    named = os.environ.get("VNU_JAR")
    jar = Path(named) if named else CACHED
    return jar if jar.is_file() and shutil.which("java") else None


def fetch() -> None:
    """Fetch the checker through npm, and keep it only if it is the one we know."""
    npm = shutil.which("npm")
    if os.environ.get("VNU_JAR") or not npm or not shutil.which("java"):
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", PACKAGE, "--ignore-scripts", "--silent", "--pack-destination"]
        subprocess.run([*command, folder], check=False, stdout=subprocess.DEVNULL)  # noqa: S603
        for archive in Path(folder).glob("*.tgz"):
            digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            if f"sha512-{digest}" != INTEGRITY:
                sys.exit(f"{PACKAGE} is not what it was: sha512-{digest}")
            with tarfile.open(archive) as packed, tempfile.TemporaryDirectory() as unpacked:
                packed.extract(JAR, unpacked, filter="data")
                shutil.move(Path(unpacked, JAR), CACHED)


def complaints(jar: Path, *files: Path) -> list[str]:
    """Give what the checker says of pages and drawings, errors and warnings alike."""
    command = ["java", "-jar", str(jar), "--also-check-svg"]
    done = subprocess.run(  # noqa: S603
        [*command, "--format", "json", "--stdout", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if not message["message"].startswith(OF_NO_USE)
    ]


if __name__ == "__main__":
    if not find():
        fetch()
    found = find()
    sys.stdout.write(f"HTML checker: {found}\n" if found else f"{ADVICE}\n")
