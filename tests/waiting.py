"""Waiting in a page itself: Playwright's own waiting would have the page evaluate text, which its policy refuses."""

from __future__ import annotations

from playwright.sync_api import Page


def wait_until(page: Page, holds: str, given: object = None) -> None:
    """Wait until a function of the page gives true; at most 10 seconds."""
    script = f"""async (given) => {{
      const holds = {holds};
      for (let tries = 0; tries < 500; tries++) {{
        if (await holds(given)) return true;
        await new Promise((turn) => setTimeout(turn, 20));
      }}
      return false;
    }}"""
    assert page.evaluate(script, given), f"not so in time: {holds}, {given}"


def wait_until_kept(page: Page, path: str) -> None:
    """Wait until the worker holds a page; the path is from the site's top."""
    wait_until(
        page,
        """async (path) => {
          const worker = (await navigator.serviceWorker.getRegistration())?.active;
          return worker?.state === "activated" && (await caches.match(new URL(path, worker.scriptURL))) !== undefined;
        }""",
        path,
    )
