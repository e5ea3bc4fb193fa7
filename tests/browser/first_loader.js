// @ts-check
/* Salut's loader: one button in a shadow root and, on the first click, an iframe from the chat's own origin.
   Before that click nothing is stored and nothing requested; after it, no other script of the page can read the chat.
   The server fills in the three quoted constants. */
(() => {
  "use strict";
  const STYLE = ":root, :host {\n  --salut-paper: #fcfaf5;\n  --salut-ink: #221d17;\n  --salut-line: #ddd4c5;\n  --salut-accent: #a5331c;\n  --salut-shade: #2d1e0e2e;\n  --salut-serif: \"Iowan Old Style\", \"Palatino Linotype\", Palatino, P052, Georgia, \"Times New Roman\", serif;\n  --salut-sans: -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif;\n}\n@media (prefers-color-scheme: dark) {\n  :root, :host {\n    --salut-paper: #1b1815;\n    --salut-ink: #f0e9dd;\n    --salut-line: #3d372f;\n    --salut-accent: #f2977c;\n    --salut-shade: #0009;\n  }\n}\n/* The launcher: a slip of paper with the question between guillemets. Pixels only, since the page's rem may be anything. */\n:host { all: initial; color-scheme: light dark; }\n* { box-sizing: border-box; }\n.launcher, .panel {\n  position: fixed;\n  inset-inline-end: 20px;\n  z-index: 2147483000;\n  border: 1px solid var(--salut-line);\n  background: var(--salut-paper);\n  color: var(--salut-ink);\n  box-shadow: 0 1px 2px var(--salut-shade), 0 10px 30px var(--salut-shade);\n}\n.left { left: 20px; right: auto; }\n.launcher {\n  bottom: 20px;\n  display: flex;\n  align-items: center;\n  gap: 9px;\n  min-width: 52px;\n  height: 52px;\n  margin: 0;\n  padding: 0 19px;\n  border-radius: 26px;\n  font: italic 18px/1 var(--salut-serif);\n  cursor: pointer;\n  border-color: var(--salut-ink);\n  transition: translate .2s;\n}\n.launcher:hover { translate: 0 -2px; }\n.launcher:focus-visible { outline: 3px solid var(--salut-accent); outline-offset: 3px; }\n.mark { color: var(--salut-accent); font: 25px/1 var(--salut-serif); margin-top: -6px; }\n.open .mark { margin-top: -2px; }\n.unread {\n  position: absolute;\n  inset: -7px -5px auto auto;\n  min-width: 22px;\n  padding: 0 6px;\n  border-radius: 11px;\n  background: var(--salut-accent);\n  color: var(--salut-paper);\n  font: 700 12px/22px var(--salut-sans);\n  text-align: center;\n}\n.unread:empty { display: none; }\n.panel {\n  bottom: 84px;\n  width: 400px;\n  height: min(640px, 100vh - 104px);\n  border-radius: 12px;\n  overflow: hidden;\n  transition: opacity .2s, translate .2s, visibility .2s;\n}\n.panel[inert] { visibility: hidden; opacity: 0; translate: 0 10px; }\n.frame { display: block; position: relative; width: 100%; height: 100%; border: 0; color-scheme: light dark; }\n.waiting .frame { visibility: hidden; }\n.wait { position: absolute; inset: 40% 32px auto; margin: 0; font: italic 18px/1.5 var(--salut-serif); text-align: center; }\n@media (max-width: 480px), (max-height: 480px) {\n  .launcher { width: 56px; height: 56px; padding: 0; gap: 4px; justify-content: center; border-radius: 50%; }\n  .label { position: absolute; clip-path: inset(50%); white-space: nowrap; }\n  .panel { inset: var(--salut-top, 0) 0 auto; width: 100%; height: var(--salut-height, 100dvh); border: 0; border-radius: 0; }\n  .open { visibility: hidden; }\n}\n@media (prefers-reduced-motion: reduce) { .launcher, .panel { transition: none; } }\n@media print { .launcher, .panel { display: none; } }\n";
  const STRINGS = /** @type {any} */ ({"en": {"open": "Any question?", "close": "Close", "title": "Salut, the conversation", "unread": "New messages are waiting for you", "wait": "One moment…", "unavailable": "The conversation is not answering. Close it and open it again in a while."}, "fr": {"open": "Une question ?", "close": "Fermer", "title": "Salut, la discussion", "unread": "De nouveaux messages t’attendent", "wait": "Un instant…", "unavailable": "La discussion ne répond pas. Ferme-la et rouvre-la dans un moment."}});
  const VERSION = "0000000000000000";
  const TAG = "salut-widget";
  const PATIENCE_MS = 10000;

  // Read past `<form name="title">` and the like, which shadow what a document says of itself.
  /** @param {string} name @param {any[]} values */
  const read = (name, ...values) => {
    const value = Reflect.get(Document.prototype, name, document);
    return typeof value === "function" ? Reflect.apply(value, document, values) : value;
  };
  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} hear */
  const listen = (target, type, hear) => EventTarget.prototype.addEventListener.call(target, type, hear, false);
  /** @param {string} tag @param {string} name @param {Node} [parent] */
  const make = (tag, name, parent) => {
    const made = read("createElement", tag);
    made.className = name;
    if (parent) parent.appendChild(made);
    return made;
  };

  const script = read("currentScript") || read("querySelector", "script[src][data-site]");
  if (!script || read("querySelector", TAG)) return;
  const site = script.getAttribute("data-site") || "";
  const left = script.getAttribute("data-position") === "left" ? " left" : "";
  const origin = new URL(script.src).origin;
  const root = read("documentElement");
  let locale = "fr";
  for (const wish of [navigator.language, root.lang, script.getAttribute("data-locale")]) {
    const base = String(wish || "").slice(0, 2).toLowerCase();
    if (Object.prototype.hasOwnProperty.call(STRINGS, base)) locale = base;
  }
  const words = STRINGS[locale];

  // On <html>, not <body>: a site that swaps its body keeps its conversation.
  const host = make(TAG, "");
  host.setAttribute("data-version", VERSION);
  const shadow = host.attachShadow({ __proto__: null, mode: "open" });
  const [sheet, viewportSheet] = [new CSSStyleSheet(), new CSSStyleSheet()];
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet, viewportSheet];

  const button = make("button", "launcher" + left, shadow);
  button.type = "button";
  const marks = [make("span", "mark", button)];
  const label = make("span", "label", button);
  marks.push(make("span", "mark", button));
  const unread = make("span", "unread", button);

  /** @type {any} */ let panel;
  /** @type {any} */ let frame;
  let opened = false;
  let ready = false;

  /** @param {string} type @param {object} [fields] */
  const tell = (type, fields) => {
    if (ready) frame.contentWindow.postMessage({ __proto__: null, salut: 1, type, ...fields }, origin);
  };

  // Without query and fragment, which may hold names and addresses; the page's own canonical address is clean.
  const tellPage = () => {
    const canonical = read("querySelector", 'link[rel="canonical"]');
    const own = canonical && canonical.href;
    const url = String(own).startsWith(location.origin + "/") ? own : location.origin + location.pathname;
    tell("page", { url: url.slice(0, 2000), title: String(read("title")).slice(0, 300) });
  };

  const draw = () => {
    label.textContent = opened ? words.close : words.open;
    marks[0].textContent = opened ? "" : "«";
    marks[1].textContent = opened ? "×" : "»";
    for (const mark of marks) mark.ariaHidden = "true";
    button.className = (opened ? "launcher open" : "launcher") + left;
    if (panel) panel.inert = !opened;
  };

  const build = () => {
    if (panel) panel.remove();
    ready = false;
    panel = make("div", "panel waiting" + left);
    panel.inert = true;
    panel.role = "dialog";
    panel.ariaLabel = words.title;
    shadow.insertBefore(panel, button);
    const wait = make("p", "wait", panel);
    wait.textContent = words.wait;
    setTimeout(() => { if (!ready) wait.textContent = words.unavailable; }, PATIENCE_MS);
    frame = make("iframe", "frame");
    frame.title = words.title;
    frame.referrerPolicy = "origin"; // the frame learns whom to speak to, not which article is read
    frame.src = `${origin}/widget/${encodeURIComponent(site)}?locale=${locale}`;
    panel.appendChild(frame);
    panel.offsetWidth; // laid out once while hidden, so that it can glide in
  };

  const open = () => {
    if (opened) return;
    if (!ready) build();
    opened = true;
    draw();
    frame.focus();
    tellPage();
    tell("opened");
  };

  const close = () => {
    if (!opened) return;
    opened = false;
    draw();
    button.focus();
    tell("closed");
  };

  /** @param {MessageEvent} event */
  const hear = ({ origin: from, source, data }) => {
    if (!frame || from !== origin || source !== frame.contentWindow || !data || data.salut !== 1) return;
    if (data.type === "ready") {
      ready = true;
      panel.className = "panel" + left;
      tellPage();
      tell(opened ? "opened" : "closed");
    }
    if (data.type === "close") close();
    if (data.type === "unread" && data.count >= 0) {
      unread.textContent = data.count ? Math.min(99, Math.floor(data.count)) : "";
      button.title = data.count ? words.unread : "";
    }
  };

  // On phones the keyboard covers the page instead of resizing it: follow what is really visible.
  const fit = () => {
    const { height, offsetTop, scale } = /** @type {VisualViewport} */ (visualViewport);
    viewportSheet.replaceSync(scale > 1 ? "" : `:host{--salut-height:${height}px;--salut-top:${offsetTop}px}`);
  };

  listen(button, "click", () => (opened ? close() : open()));
  listen(window, "message", hear);
  listen(window, "keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) close(); });
  listen(window, "popstate", tellPage);
  const { navigation } = /** @type {any} */ (window);
  if (navigation instanceof EventTarget) listen(navigation, "navigatesuccess", tellPage);
  if (visualViewport) for (const type of ["resize", "scroll"]) listen(visualViewport, type, fit);
  Object.defineProperty(window, "Salut", /** @type {any} */ ({ __proto__: null, value: Object.freeze({ open, close }) }));

  draw();
  root.appendChild(host);
})();
