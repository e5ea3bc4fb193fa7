// @ts-check
/** The inbox: puts line, lists and conversation together. Begin here. */
import { element, find } from "../widget/element.js";
import { say } from "../widget/strings.js";
import { keepTimes } from "./ago.js";
import { createAlarm } from "./alarm.js";
import { askDialog } from "./confirm.js";
import { connect } from "./line.js";
import { createList, showPresence } from "./list.js";
import { createMemory } from "./memory.js";
import { createShelves, SHELVES } from "./shelves.js";
import { createShortcuts } from "./shortcuts.js";
import { createTalk } from "./talk.js";

const LISTED_MAX = 100; // by the server at a time
const ID = /^#([0-9a-f]{32})$/;

/** @type {import("./wire.js").Config} */
const config = JSON.parse(document.body.dataset.config ?? "{}");
const banner = find(".banner", HTMLElement);
const page = find(".inbox", HTMLElement);
const news = find(".news", HTMLElement);
const memory = createMemory(config.agent_id);
const shelves = createShelves(config.agent_id);
const alarm = createAlarm({ memory, config, tell: (words) => (news.textContent = words) });
const list = createList({ shelves, config, onOlder: older });
/** @type {Map<string, string[]>} */
const present = new Map();
let oldest = "";
let isFirst = true;
let again = Promise.resolve();

const line = connect({ onOpen, onEvent, onLost, onShut });
const talk = createTalk({
  config, memory, request: (event, payload) => line.request(event, payload), confirm: askDialog,
  onSummary(summary) {
    shelves.put(summary);
    draw();
  },
});

function draw() {
  list.draw();
  alarm.count(shelves.on("waiting").length);
}

async function readLists() {
  shelves.begin();
  const acks = await Promise.all(SHELVES.map((filter) => line.request("list", { filter })));
  const failed = acks.find(({ ok }) => !ok);
  if (failed) return tell(failed.error.message);
  const every = acks[SHELVES.indexOf("all")].conversations;
  oldest = every.at(-1)?.created_at ?? "";
  const begun = shelves.replace(acks.flatMap(({ conversations }) => conversations));
  list.setRead(every.length === LISTED_MAX);
  draw();
  if (!isFirst) alarm.ring(begun);
  isFirst = false;
}

async function older() {
  const ack = await line.request("list", { filter: "all", before: oldest }).catch(() => null);
  if (!ack?.ok) return tell(ack?.error.message ?? say("no_answer"));
  oldest = ack.conversations.at(-1)?.created_at ?? oldest;
  for (const each of ack.conversations) shelves.put(each);
  list.setRead(ack.conversations.length === LISTED_MAX);
  draw();
}

function onOpen() {
  tell("");
  present.clear();
  again = again.then(readLists).catch(() => {}); // a line that is lost again is read again
  talk.read();
  talk.setOnline(true);
}

function onLost() {
  tell(say("line_lost"));
  talk.setOnline(false);
}

/** @param {import("./wire.js").WireError | undefined} error */
function onShut(error) {
  talk.setOnline(false);
  tell(error?.message ?? say("no_answer"), element("a", { href: config.login }, say("sign_in")));
  page.inert = true;
}

/**
 * @param {string} words
 * @param {...Node} further
 */
function tell(words, ...further) {
  banner.replaceChildren(words, ...further.flatMap((each) => [" ", each]));
  banner.hidden = !words;
}

/**
 * @param {string} event
 * @param {any} told
 */
function onEvent(event, told) {
  if (event === "presence") {
    present.set(told.site, told.agents);
    return showPresence([...new Set([...present.values()].flat())].filter((name) => name !== config.agent).sort());
  }
  const id = event === "conversation" ? told.id : told.conversation_id;
  if (event === "forgotten") {
    shelves.remove(id);
    talk.forget(id);
    if (id === talk.id()) talk.leave(say("forgotten"));
  }
  if (event === "conversation" && shelves.put(told)) alarm.ring([told]);
  if (event === "conversation" || event === "forgotten") draw();
  if (id === talk.id()) talk.hear(event, event === "conversation" ? shelves.get(id) : told);
}

/** Show the conversation that the address names: so "back" leads to the lists, on a phone too. */
function follow() {
  const id = ID.exec(location.hash)?.[1] ?? "";
  page.dataset.screen = id ? "talk" : "lists";
  list.mark(id);
  if (!id) return talk.leave();
  talk.open(id);
}

/** @param {string | undefined} id */
function goTo(id) {
  if (id) location.hash = id;
}

createShortcuts({
  memory,
  acts: {
    j: () => goTo(list.beside(1)), k: () => goTo(list.beside(-1)),
    1: () => list.choose("waiting"), 2: () => list.choose("mine"), 3: () => list.choose("all"),
    t: () => talk.act("take"), b: () => talk.act("hand_back"), c: () => talk.act("close"),
    r: () => talk.id() && talk.begin("reply"), n: () => talk.id() && talk.begin("note"),
    Escape: () => (location.hash = ""),
  },
});
find(".back-to-lists", HTMLElement).addEventListener("click", () => (location.hash = ""));
addEventListener("hashchange", follow);
keepTimes();
follow();
