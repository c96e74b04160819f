"""Smoke test of the wheel: built from the checkout, installed in a bare environment, it must work on its own."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# As on a machine where nothing is set: a database or an address of the developer's must not be touched.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("CONSULTATION_", "PYTHON"))}


def run(*command: str | Path, cwd: Path) -> str:
    finished = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=ENVIRONMENT, check=False, capture_output=True, text=True
    )
    if finished.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{finished.stdout}\n{finished.stderr}")
    return finished.stdout


def fetch(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - an address of our own making
        return answer.status, answer.read().decode("utf-8", "replace")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


def wait_until_up(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    for _ in range(150):
        if server.poll() is not None:
            sys.exit(f"the installed server stopped at once:\n{log.read_text()}")
        try:
            fetch(address + "/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"the installed server did not start within 30 seconds:\n{log.read_text()}")


def check_server(program: Path, folder: Path) -> None:
    port, log = free_port(), folder / "server.log"
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as written:
        command = [str(program), "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=written, stderr=written)
    try:
        wait_until_up(server, address, log)
        status, page = fetch(address + "/")
        assets = re.findall(r'(?:href|src)="(/assets/[^"]+\.(?:css|js))"', page)
        if status != 200 or not {".css", ".js"} <= {Path(asset).suffix for asset in assets}:
            sys.exit("the installed server's first page is not whole")
        for asset in assets:
            fetch(address + asset)
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
        (wheel,) = folder.glob("consultation-*.whl")
        run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
        python, program = folder / "venv/bin/python", folder / "venv/bin/consultation"
        locked = ROOT / "requirements/runtime.txt"
        run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", locked, cwd=folder)
        run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
        run(program, "--help", cwd=folder)
        run(program, "migrate", cwd=folder)
        check_server(program, folder)
    print("1 passed, 0 failed")  # noqa: T201 - what CI reads


if __name__ == "__main__":
    main()
