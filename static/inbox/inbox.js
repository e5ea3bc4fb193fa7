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
import { createReading } from "./reading.js";
import { createShelves } from "./shelves.js";
import { createShortcuts } from "./shortcuts.js";
import { createTalk } from "./talk.js";

const ID = /^#([0-9a-f]{32})$/;

/** @type {import("./wire.js").Config} */
const config = JSON.parse(document.body.dataset.config ?? "{}");
const banner = find(".banner", HTMLElement);
const page = find(".inbox", HTMLElement);
const news = find(".news", HTMLElement);
const memory = createMemory(config.agent_id);
const shelves = createShelves(config.agent_id);
const alarm = createAlarm({ memory, config, tell: announce });
const list = createList({
  shelves, config, onOlder: () => reading.readOlder(), onChosen: (shelf) => shelf === "all" && reading.readAgain(),
});
/** @type {Map<string, string[]>} */
const present = new Map();

const line = connect({ onOpen, onEvent, onLost, onShut });
const request = (/** @type {string} */ event, /** @type {object} */ payload) => line.request(event, payload);
const reading = createReading({
  request, shelves, alarm, tell,
  onRead(isMore) {
    list.setRead(isMore);
    draw();
  },
});
const talk = createTalk({
  config, memory, request, confirm: askDialog,
  onSummary(summary) {
    shelves.put(summary);
    draw();
  },
  onTaken: () => list.choose("mine"),
});

function draw() {
  list.draw();
  alarm.count(shelves.on("waiting").length);
}

function onOpen() {
  tell("");
  present.clear();
  reading.readAgain();
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

/** @param {string} words read out, even if they are those of a moment ago */
function announce(words) {
  news.textContent = "";
  requestAnimationFrame(() => (news.textContent = words));
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
reading.follow(() => list.shown() === "all");
keepTimes();
follow();
