"""Texts that become a script where somebody forgets that they are texts: a hostile corpus."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import ConsoleMessage, Dialog, Page

CALL = "window.__pwn=1"
BREAKS = ("", '">', "'>", "-->", "]]>", "</script>", "</textarea>", "</title>", "`-->", '\\">')
TAGS = (
    f"<script>{CALL}</script>",
    f"<img src=x onerror={CALL}>",
    f"<img/src=x/onerror={CALL}//",
    f"<svg/onload={CALL}>",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f'<svg><a xlink:href="javascript:{CALL}"><text y=20>x</text></a></svg>',
    f"<body onload={CALL}>",
    f"<input autofocus onfocus={CALL}>",
    f"<details open ontoggle={CALL}>",
    f"<video><source onerror={CALL}></video>",
    f"<audio src=x onerror={CALL}>",
    f"<marquee onstart={CALL}>",
    "<iframe srcdoc='<script>parent.__pwn=1</script>'></iframe>",
    f'<iframe src="javascript:parent.{CALL}"></iframe>',
    f'<object data="javascript:{CALL}"></object>',
    f'<embed src="javascript:{CALL}">',
    f'<form action="javascript:{CALL}"><button autofocus>x</button></form>',
    f'<a href="javascript:{CALL}" autofocus>x</a>',
    f'<a href="java\tscript:{CALL}">x</a>',
    "<math><mtext><table><mglyph><style><!--</style>"
    f'<img title="--&gt;&lt;img src=1 onerror={CALL}&gt;">',
    f'<noscript><p title="</noscript><img src=x onerror={CALL}>">',
    f"<template><img src=x onerror={CALL}></template>",
    f"<style>@import 'javascript:{CALL}';</style>",
    f'<meta http-equiv="refresh" content="0;url=javascript:{CALL}">',
    f'<base href="javascript:{CALL}//">',
    f'<link rel=stylesheet href="data:text/css,*{{}}" onload={CALL}>',
    f'<div style="background:url(javascript:{CALL})">',
    f"<x onpointerenter={CALL} style=position:fixed;inset:0>",
    f"<button popovertarget=x>x</button><p popover id=x onbeforetoggle={CALL}>",
)
TEMPLATES = (
    "{{7*7}}",
    f"{{{{constructor.constructor('{CALL}')()}}}}",
    f"${{{CALL}}}",
    f"<%= {CALL} %>",
    f"#{{{CALL}}}",
    "{% raw %}",
    f"'-({CALL})-'",
    f"\\';{CALL};//",
    f"&lt;img src=x onerror={CALL}&gt;",
    f"%3Cimg%20src%3Dx%20onerror%3D{CALL}%3E",
    f"\u202e<img src=x onerror={CALL}>\u202c",
    "__proto__",
    "{count} {agent} {quote} {url}",
)
TEXTS = (*(f"{begin}{tag}" for tag in TAGS for begin in BREAKS), *TEMPLATES)
ADDRESSES = (
    f"javascript:{CALL}",
    f"java\tscript:{CALL}",
    f"\x01javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f"javascript://example.org/%0a{CALL}",
    f"data:text/html,<script>opener.{CALL}</script>",
    f"vbscript:{CALL}",
    "//evil.example/x",
    "/\\evil.example/x",
    "https://ok.example@evil.example/x",
    "blob:https://evil.example/x",
    "file:///etc/passwd",
    f'https://example.org/"><img src=x onerror={CALL}>',
    f"https://example.org/%3Cimg%20src=x%20onerror={CALL}%3E",
)
WATCH = """
addEventListener("securitypolicyviolation", event =>
  console.error("csp", event.violatedDirective, event.blockedURI));
Object.defineProperty(window, "__pwn", { set() { console.error("pwned"); }, get() {} });
"""


def watched(page: Page) -> list[str]:
    """Collect what must not happen on a page: scripts, dialogs, faults, broken policies."""
    happened: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    def on_console(line: ConsoleMessage) -> None:
        if line.type == "error":
            happened.append(line.text)

    page.add_init_script(WATCH)
    page.on("dialog", on_dialog)
    page.on("console", on_console)
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("popup", lambda opened: happened.append(opened.url))
    return happened


def links(page: Page) -> list[dict[str, Any]]:
    """List the links of a page as the browser understands them."""
    found: list[dict[str, Any]] = page.evaluate(
        "[...document.links].map(({ protocol, username, rel, target, host }) =>"
        " ({ protocol, username, rel, target, host }))"
    )
    return found
