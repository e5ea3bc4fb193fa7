// @ts-check
/** The conversation that is looked at: read, heard, taken, answered, handed back, closed. */
import { find } from "../widget/element.js";
import { say } from "../widget/strings.js";
import { createCanned } from "./canned.js";
import { createComposer } from "./composer.js";
import { actsOf, createHead } from "./head.js";
import { createOutbox } from "./outbox.js";
import { createThread } from "./thread.js";

const EVENTS = { take: "take", take_over: "take", hand_back: "hand_back", close: "close" };

/**
 * @typedef {import("./wire.js").Summary} Summary
 *
 * @param {object} options
 * @param {import("./wire.js").Config} options.config
 * @param {import("./wire.js").Request} options.request
 * @param {ReturnType<typeof import("./memory.js").createMemory>} options.memory
 * @param {(summary: Summary) => void} options.onSummary
 * @param {() => void} options.onTaken
 * @param {(question: string) => Promise<boolean>} options.confirm
 */
export function createTalk({ config, request, memory, onSummary, onTaken, confirm }) {
  const choose = find(".choose", HTMLElement);
  const opened = find(".talk-open", HTMLElement);
  let id = "";
  let shown_id = ""; // whose thread stands there
  /** @type {Summary | undefined} */
  let summary;

  const outbox = createOutbox({ request, memory, onChange: drawUnsent, onStored: (to, message) => to === shown_id && thread.put(message) });
  const thread = createThread({
    own_name: config.agent,
    explain: (message_id) => request("explain", { conversation_id: id, message_id }),
    retry: outbox.retry,
    edit: (client_id) => composer.giveBack(outbox.take(client_id), "reply"),
  });
  const composer = createComposer({ memory, onSend, onTyping: (active) => request("typing", { conversation_id: id, active }).catch(() => {}) });
  const head = createHead({ config, onAct: act });
  createCanned({ text: composer.text, seek: (text) => request("canned", { conversation_id: id, text }) });

  function drawUnsent() {
    if (id) thread.showUnsent(outbox.of(id));
  }

  /** @param {Summary} told */
  function take(told) {
    summary = told;
    head.fill(told);
    composer.turnTo(told.id, told.state === "open" && told.agent_id === config.agent_id);
    onSummary(told);
  }

  async function read() {
    const wanted = id;
    const ack = await request("read", { conversation_id: wanted }).catch(() => null);
    if (!ack || wanted !== id) return; // the line comes back, and it is read then; or another one is
    if (!ack.ok) return leave(ack.error.message);
    composer.refuse("");
    opened.hidden = false;
    choose.hidden = true;
    const isAnother = shown_id !== id;
    thread.show(ack.messages, ack.notes, isAnother);
    shown_id = id;
    take(ack.conversation);
    drawUnsent();
    if (isAnother) find(".head-name", HTMLElement).focus({ preventScroll: true });
  }

  /** @param {string} [words] what is shown in place of a conversation */
  function leave(words = say("choose")) {
    id = shown_id = "";
    summary = undefined;
    opened.hidden = true;
    choose.hidden = false;
    choose.textContent = words;
  }

  /** @param {import("./head.js").Act} wanted */
  async function act(wanted) {
    if (!summary || !actsOf(summary, config.agent_id).includes(wanted)) return;
    const held = summary;
    composer.refuse("");
    if (wanted === "take_over" && !(await confirm(say("ask_take_over", { agent: held.agent ?? "" })))) return;
    const claim = EVENTS[wanted] === "take" ? { claim: held.claim, from_colleague: wanted === "take_over" } : {};
    const ack = await request(EVENTS[wanted], { conversation_id: held.id, ...claim }).catch(() => null);
    if (held.id !== id) return;
    if (!ack?.ok) return lost(ack?.error);
    take(ack.conversation);
    if (EVENTS[wanted] !== "take") return;
    onTaken();
    composer.begin("reply");
  }

  /** @param {import("./wire.js").WireError} [error] */
  async function lost(error) {
    await read();
    const isColleagues = error?.code === "already_taken" && summary?.state === "open" && summary.agent_id !== config.agent_id;
    composer.refuse(isColleagues ? say("taken_by", { agent: summary?.agent ?? "" }) : error?.message ?? say("no_answer"));
  }

  /**
   * @param {import("./composer.js").Mode} mode
   * @param {string} text
   */
  async function onSend(mode, text) {
    composer.refuse("");
    if (mode === "reply") return outbox.add(id, text);
    const to = id;
    const ack = await request("note", { conversation_id: to, text }).catch(() => null);
    if (to !== id) return;
    if (ack?.ok) return thread.putNote(ack.note);
    composer.giveBack(text, "note"); // a note has no second try of its own: it would stand there twice
    composer.refuse(ack?.error.message ?? say("no_answer"));
  }

  return {
    read: () => id && read(),
    leave,
    act,
    begin: composer.begin,
    setOnline: outbox.setOnline,
    forget: outbox.forget,
    id: () => id,

    /** @param {string} wanted */
    open(wanted) {
      if (wanted === id) return;
      id = wanted;
      composer.refuse("");
      read();
    },

    /**
     * @param {string} event
     * @param {any} told  about this conversation
     */
    hear(event, told) {
      if (event === "conversation") take(told);
      if (shown_id !== id) return; // what is being read has it
      if (event === "message") thread.put(told.message);
      if (event === "note") thread.putNote(told.note);
      if (event === "typing" && told.author === "visitor") thread.setTyping(told.active);
    },
  };
}
