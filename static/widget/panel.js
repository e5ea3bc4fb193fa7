// @ts-check
/** The panel: wires the modules together; the only one that knows them all. */
import { createBanner } from "./banner.js";
import { createComposer } from "./composer.js";
import { createConversation } from "./conversation.js";
import { find } from "./element.js";
import { createFrame } from "./frame.js";
import { createOutbox } from "./outbox.js";
import { createPeople } from "./people.js";
import { watchPresence } from "./presence.js";
import { createScroll } from "./scroll.js";
import { createSending } from "./sending.js";
import { createSession } from "./session.js";
import { isWithPeople } from "./state.js";
import { remember, remembered } from "./storage.js";
import { say } from "./strings.js";
import { uncoverOnClick } from "./uncover.js";
import { createUnread } from "./unread.js";

const PAGE_WAIT_MS = 400;
const TOUCH = matchMedia("(pointer: coarse)");
/** What a message of the visitor is before the server knows it. */
const UNSTORED = /** @type {const} */ ({ id: "", seq: 0, author: "visitor", kind: "text" });

/** @type {import("./wire.js").Config} */
const config = JSON.parse(document.body.dataset.config ?? "{}");
/** @type {import("./state.js").State} */
let state = { state: "bot", is_staffed: true, has_email: false };

const log = find(".thread", HTMLElement);
const unread = createUnread({
  onCount: (count) => frame.unread(count),
  onSeen: () => session.tell("seen"),
});
const conversation = createConversation({
  log,
  unread,
  actions: { ask, edit, rate, retry: (client_id) => outbox.retry(client_id), contact_url: config.contact_url },
  scroll: createScroll(find(".scroller", HTMLElement), log, find(".latest", HTMLButtonElement)),
  drop: (client_id) => outbox.drop(client_id),
});
const composer = createComposer({
  draft: remembered().draft,
  send: ask,
  keep: (draft) => remember(() => ({ draft })),
});
const people = createPeople({
  ...config,
  send: (event, payload) => session.request(event, payload),
  thread: log,
  footer: find(".people", HTMLElement),
  onForgotten: forget,
});
const session = createSession({
  config,
  conversation,
  banner: createBanner(),
  onState: setState,
  onLine: (canSend) => outbox.setOnline(canSend),
  onLead: () => outbox.adopt(),
  events: {
    message: conversation.hear,
    typing: ({ author, active }) => conversation.setTyping(active && author !== "visitor" ? author : null),
    state: setState,
    forgotten: people.forgotten,
    rated: ({ message_id, helpful }) => conversation.rate(message_id, helpful),
    seen: unread.clear,
  },
});
const outbox = createOutbox({
  send: createSending({
    config,
    byLine: (question) => session.request("message", question),
    isBlocked: () => session.isBlocked(),
    isForRobot,
    setTyping: conversation.setTyping,
    putAside: conversation.putAside,
  }),
  show: (unsent, status) =>
    conversation.put({ ...UNSTORED, sources: [], suggestions: [], ...unsent, status }),
  stored: conversation.put,
});
const frame = createFrame({
  origins: config.origins,
  onPage: session.setPage,
  onOpened: () => {
    session.setOpen(true);
    unread.setOpen(true);
    if (!TOUCH.matches) composer.focus();
  },
  onClosed: () => {
    session.setOpen(false);
    unread.setOpen(false);
  },
});

/** @param {string} text */
function ask(text) {
  outbox.add(text, session.page());
  session.start();
}

/** @param {string} client_id */
function edit(client_id) {
  composer.edit(outbox.textOf(client_id));
  outbox.drop(client_id);
  conversation.remove(client_id);
}

/** @type {import("./feedback.js").Rate} */
async function rate(message_id, helpful, reason) {
  const vote = { message_id, helpful, ...(reason && { reason }) };
  const ack = await session.request("feedback", vote).catch(() => null);
  return ack?.ok ? "" : ack?.error.message ?? say("failed");
}

/** @param {import("./state.js").State} next */
function setState(next) {
  state = next;
  people.setState(next);
}

function isForRobot() {
  return !isWithPeople(state) && !people.isLeaving();
}

/** Keep nothing of the reader here either; when he writes, a new conversation begins. */
function forget() {
  session.rest();
  for (const { client_id } of outbox.clear()) conversation.remove(client_id);
  conversation.clear();
  remember(() => ({ token: "", unsent: [], draft: "" }));
}

const close = find(".close", HTMLButtonElement);
close.hidden = !frame.isFramed;
close.addEventListener("click", frame.close);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) frame.close();
});
uncoverOnClick(log, () => session.page()?.url, frame.close);
composer.onFocus(() => import("./suggest.js").then(({ createSuggest }) =>
  createSuggest({ request: session.request, isWanted: isForRobot })));
const start = setTimeout(session.wake, frame.isFramed ? PAGE_WAIT_MS : 0);
watchPresence({
  onOffline: session.cut,
  onBack: session.check,
  onLeft: () => {
    clearTimeout(start);
    session.leave();
  },
  onShown: session.wake,
  onTick: conversation.refresh,
});
conversation.say(config.greeting);
frame.ready();
