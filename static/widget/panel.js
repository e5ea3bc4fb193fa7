// @ts-check
/** The panel: wires the modules together; the only one that knows them all. */
import { createBanner } from "./banner.js";
import { createComposer } from "./composer.js";
import { connect } from "./connection.js";
import { createConversation } from "./conversation.js";
import { find } from "./element.js";
import { createFrame } from "./frame.js";
import { createOutbox } from "./outbox.js";
import { watchPresence } from "./presence.js";
import { createScroll } from "./scroll.js";
import { remember, remembered } from "./storage.js";
import { say } from "./strings.js";
import { createThread } from "./thread.js";

const CLOSE = ".close";
const LATEST = ".latest";
const LOG = ".thread";
const SCROLLER = ".scroller";
const SOURCE_LINK = "a.source-link";
const PAGE_WAIT_MS = 400;
const PHONE_PX = 480;
const TOUCH = matchMedia("(pointer: coarse)");
/** What a message of the visitor is before the server knows it. */
const UNSTORED = /** @type {const} */ ({ id: "", seq: 0, author: "visitor", kind: "text" });

/** @type {import("./wire.js").Config} */
const config = JSON.parse(document.body.dataset.config ?? "{}");
/** @type {import("./wire.js").Page | undefined} */
let page;
/** @type {ReturnType<typeof connect> | undefined} */
let connection;

const log = find(LOG, HTMLElement);
const banner = createBanner();
const thread = createThread(log, {
  ask,
  retry: (client_id) => outbox.retry(client_id),
  edit,
  contact_url: config.contact_url,
});
const conversation = createConversation({
  log,
  thread,
  scroll: createScroll(find(SCROLLER, HTMLElement), log, find(LATEST, HTMLButtonElement)),
  drop: (client_id) => outbox.drop(client_id),
  onUnread: (count) => frame.unread(count),
});
const composer = createComposer({
  draft: remembered().draft,
  send: ask,
  keep: (draft) => remember(() => ({ draft })),
});
const outbox = createOutbox({
  send: (question) => connection?.send(question) ?? Promise.reject(new Error("not connected")),
  show: (unsent, status) =>
    conversation.put({ ...UNSTORED, sources: [], suggestions: [], ...unsent, status }),
  stored: conversation.put,
});
const frame = createFrame({
  origins: config.origins,
  onPage: (current) => {
    page = current;
    start();
  },
  onOpened: () => {
    conversation.setSeen(true);
    if (!TOUCH.matches) composer.focus();
  },
  onClosed: () => conversation.setSeen(false),
});

/** @param {string} text */
function ask(text) {
  outbox.add(text, page);
}

/** @param {string} client_id */
function edit(client_id) {
  composer.edit(outbox.textOf(client_id));
  outbox.drop(client_id);
  thread.remove(client_id);
}

/** Connect, once it is known which page is being read, or soon anyway. */
function start() {
  connection ??= connect({
    auth: () => ({
      site: config.site,
      locale: config.locale,
      token: remembered().token || undefined,
      page,
      last_seq: thread.lastSeq() || undefined,
    }),
    forgetToken: () => remember(() => ({ token: "" })),
    onWelcome: (welcome) => {
      remember(() => ({ token: welcome.token }));
      conversation.greet(welcome);
      banner.hide();
      outbox.setOnline(true);
    },
    onMessage: conversation.receive,
    onTyping: conversation.setTyping,
    onLost: (isMove) => {
      outbox.setOnline(false);
      thread.setTyping(null);
      if (navigator.onLine) banner.show(say(isMove ? "moving" : "lost"));
      else banner.show(say("offline"), 0);
    },
    onRefused: ({ message }) => banner.show(message || say("refused"), 0),
  });
}

/** @param {Event} event a click on a link, perhaps into the page that a phone's panel covers */
function uncover({ target }) {
  const link = target instanceof Element && target.closest(SOURCE_LINK);
  if (!(link instanceof HTMLAnchorElement) || Math.min(screen.width, screen.height) > PHONE_PX) return;
  if (link.href.split("#")[0] === page?.url) frame.close();
}

const close = find(CLOSE, HTMLButtonElement);
close.hidden = !frame.isFramed;
close.addEventListener("click", frame.close);
log.addEventListener("click", uncover);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) frame.close();
});
watchPresence({
  onOffline: () => connection?.cut(),
  onBack: () => connection?.hurry(),
});
thread.open(config.greeting);
frame.ready();
setTimeout(start, frame.isFramed ? PAGE_WAIT_MS : 0);
