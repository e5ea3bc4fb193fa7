"""Bob and Alice before the console: how they are invited, and what they do to get in."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from chat import totp
from tests.server_process import ROOT, Server

PASSWORD = "les phares du ponant"


def invite(server: Server, name: str, role: str, *options: str) -> str:
    """Invite somebody by the command line, and give his link."""
    command = [sys.executable, "-m", "flask", "--app", "server", "agents", "add"]
    told = [f"{name.lower()}@example.org", "--name", name, "--role", role, "--invite"]
    done = subprocess.run(
        [*command, *told, *options, "--address", server.url],
        cwd=ROOT,
        env=server.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()[-1]


@dataclass
class Colleague:
    """Somebody of the staff, in one tab."""

    page: Page
    secret: str = ""

    def accept(self, link: str) -> None:
        """Open a link and choose a password."""
        self.page.goto(link)
        self.page.get_by_label("Nouveau mot de passe").fill(PASSWORD)
        self.page.get_by_role("button", name="Ouvrir mon compte").click()

    def protect(self) -> None:
        """Set up the second factor that is asked for."""
        expect(self.page.locator("svg.qr")).to_be_visible()
        self.secret = self.page.locator(".secret").inner_text().replace(" ", "")
        self.page.get_by_label("Code").fill(self.code())
        self.page.get_by_role("button", name="Activer").click()
        expect(self.page.get_by_role("heading", name="Garde ces codes")).to_be_visible()

    def code(self) -> str:
        """Read the code from the authenticator."""
        return totp.code_at(self.secret, datetime.now(UTC))

    def sign_in(self, url: str, email: str, password: str = PASSWORD) -> None:
        """Sign in by address and password."""
        self.page.goto(f"{url}/console/login")
        self.page.get_by_label("Adresse e-mail").fill(email)
        self.page.get_by_label("Mot de passe").fill(password)
        self.page.get_by_role("button", name="Se connecter").click()
