// @ts-check
/** The launcher and its states; drawn anew whenever an option, or the page around it, has changed. */
import { badge, box, button, host, label, origin, panel } from "./elements.js";
import { drop, frame, heard, load, ready, tell } from "./frame.js";
import { dress, theme } from "./look.js";
import { choose, isHidden, options } from "./options.js";
import { emit, listen, own, read } from "./page.js";

const STRINGS = /** @type {any} */ ("__SALUT_STRINGS__");

/** @type {"rest" | "ask" | "wait" | "unavailable" | "opened"} */
let state = "rest";
/** @type {any} */
let words;
let timer = 0;
let source = "";
let alive = false;

/** @param {typeof state} next */
const become = (next) => {
  const opens = next === "opened";
  const changes = opens !== (state === "opened");
  state = next;
  box.className = `${state} ${options.position} ${options.color && "colored"}`;
  label.textContent = words[state] || options.launcher || words.open;
  button.ariaExpanded = opens;
  panel.inert = !opens;
  // The plain link to the page of help stands in for a launcher that is not there or does not work.
  const link = read("querySelector", "a[data-salut-help]");
  if (link) link.style.setProperty("visibility", !alive || box.hidden || state === "unavailable" ? "" : "hidden", "important");
  if (!changes) return;
  (opens ? frame : button).focus();
  tell(opens ? "opened" : "closed");
  emit(opens ? "open" : "close");
};

export const open = () => {
  if (!alive || box.hidden || state === "opened") return;
  if (options.consent === "required") return become("ask");
  if (!ready && state !== "wait") {
    load(source, options.launcher || words.open, () => {
      if (!ready && state === "wait") become("unavailable");
    });
  }
  become(ready ? "opened" : "wait");
};

export const close = () => alive && become("rest");

const press = () => {
  if (state === "opened") return close();
  if (state === "unavailable" && options.help) return location.assign(options.help);
  if (state === "ask") {
    options.consent = "granted";
    emit("consent");
  }
  open();
};

/** @param {MessageEvent} event */
const hear = (event) => {
  const data = heard(event);
  if (data.type === "ready") {
    adapt();
    tell("closed");
    if (state === "rest") return;
    state = "wait";
    open();
  }
  if (data.type === "close") close();
  if (data.type === "unread") {
    badge.textContent = data.count || "";
    button.title = data.label || "";
    emit("unread", { count: data.count });
  }
};

/** @param {KeyboardEvent} event */
const escape = (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) close();
};

const later = () => (timer = timer || setTimeout(adapt, 50));
const observer = new MutationObserver(later);

const attend = () => {
  for (const [target, type, heed] of [
    [window, "message", hear],
    [window, "keydown", escape],
    [/** @type {any} */ (window).navigation, "currententrychange", later],
    [visualViewport, "resize", dress],
    [visualViewport, "scroll", dress],
  ]) if (target) listen(target, type, heed, !alive);
};

// Nothing of the page is patched: what changes is seen. `document.open` forgets listeners, so they are added each time.
const adapt = () => {
  const root = read("documentElement");
  const head = read("head");
  timer = 0;
  if (!root || !alive) return;
  for (const node of [document, root, head, read("body")]) {
    const what = { __proto__: null, attributes: true, childList: true, subtree: node === head };
    if (node) observer.observe(node, what);
  }
  attend();
  const base = (options.locale || root.lang || navigator.language).slice(0, 2).toLowerCase();
  const locale = own(STRINGS, base) ? base : "fr";
  const wanted = `${origin}/widget/${options.site}?locale=${locale}`;
  words = STRINGS[locale];
  host.lang = locale;
  host.dir = words.direction || "";
  box.hidden = isHidden();
  dress();
  // On <html>, not <body>: a site that swaps its body keeps its conversation.
  if (wanted !== source || host.parentNode !== root || (frame && options.consent === "required")) {
    const opens = state === "opened";
    source = wanted;
    drop();
    become("rest");
    root.appendChild(host);
    if (opens) open();
  }
  become(box.hidden ? "rest" : state);
  tell("theme", { theme });
  const link = read("querySelector", "link[rel=canonical]");
  tell("page", { url: location.href.split(/[?#]/)[0], canonical: link && link.href, title: read("title") });
};

/** @param {unknown} told */
export const update = (told) => {
  choose(told);
  adapt();
};

export const destroy = () => {
  alive = false;
  observer.disconnect();
  attend();
  if (words) become("rest");
  drop();
  host.remove();
};

/** @param {unknown} told */
export const init = (told) => {
  const isNew = !alive;
  alive = true;
  try {
    choose(told);
    if (!options.site) throw Error("no site");
    adapt();
    if (isNew) emit("ready");
  } catch (error) {
    console.warn("Salut:", error);
    destroy();
  }
};

listen(button, "click", press);
