// @ts-check
/**
 * One line for all tabs. The tab that leads holds the socket; the others send and hear through it,
 * over a channel of the browser. Whoever leads next goes on after the last `seq` that it has shown.
 */
import { stand } from "./election.js";
import { lead } from "./leader.js";

const SILENCE_MS = 3000; // a tab that leads and says nothing for so long is frozen
const ACK_TIMEOUT_MS = 15000; // longer than the socket itself waits

/**
 * Join the tabs of a name.
 *
 * @param {import("./wire.js").LineOptions} options
 */
export function joinLine(options) {
  const { name, isShared, place, onWelcome, onEvent, onLost, onRefused, onLead } = options;
  const me = String(crypto.getRandomValues(new Uint32Array(2)));
  const channel = isShared ? new BroadcastChannel(name) : null;
  /** @type {Map<number, (ack: any) => void>} requests of this tab, on their way */
  const asked = new Map();
  /** @type {ReturnType<typeof lead> | undefined} this tab, if it leads */
  let leader;
  let number = 0;
  let silence = 0;
  let wasWelcome = false;
  let hasLeft = false;

  /** @param {{type: string, to?: string, [field: string]: any}} word */
  const post = (word) => hasLeft || channel?.postMessage({ ...word, from: me });

  function greet() {
    if (!channel || leader || hasLeft) return;
    clearTimeout(silence);
    silence = setTimeout(() => document.visibilityState === "visible" && election.usurp(), SILENCE_MS);
    post({ type: "hello", ...place() });
  }

  function giveUp() {
    for (const answer of asked.values()) answer(null);
  }

  /** @type {Record<string, (word: any) => void>} what a tab that follows hears */
  const hearing = {
    open: greet,
    welcome({ welcome }) {
      wasWelcome = true;
      onWelcome(welcome);
    },
    refused: ({ error }) => onRefused(error),
    ack: ({ number, ack }) => asked.get(number)?.(ack),
    lost({ why }) {
      onLost(why);
      giveUp();
    },
  };

  channel?.addEventListener("message", ({ data: word }) => {
    if (word.to && word.to !== me) return;
    if (word.type === "event") return onEvent(word.event, word.payload);
    if (leader) return leader.serve(word);
    if (word.type in hearing) clearTimeout(silence);
    hearing[word.type]?.(word);
  });

  /** @param {string} event @param {object} payload @returns {Promise<any>} */
  async function relay(event, payload) {
    const mine = (number += 1);
    const ack = await new Promise((resolve) => {
      asked.set(mine, resolve);
      setTimeout(resolve, ACK_TIMEOUT_MS);
      post({ type: "request", number: mine, event, payload });
    });
    asked.delete(mine);
    if (ack) return ack;
    greet(); // perhaps nobody leads any more
    throw new Error("no ack");
  }

  const election = stand({
    name,
    isAlone: !channel,
    onLead() {
      clearTimeout(silence);
      if (wasWelcome) onLost("cut"); // the tab that led is gone
      giveUp();
      leader = lead(options, post);
      onLead();
    },
    onFollow() {
      onLost("cut");
      leader?.end();
      leader = undefined;
      greet();
    },
  });
  greet();

  return {
    /**
     * Send an event, by this tab's socket or another's; rejects when no ack comes.
     *
     * @param {string} event
     * @param {object} payload
     * @returns {Promise<any>} the ack
     */
    request: (event, payload) => (leader?.request ?? relay)(event, payload),

    /** @param {string} event @param {object} [payload] for the other tabs alone */
    tell: (event, payload = {}) => post({ type: "event", event, payload }),

    /** The network is gone. */
    cut: () => leader?.cut(),

    /** See whether the line still lives, and whether something was missed. */
    check: () => (leader ? leader.check() : greet()),

    /** Be welcomed by the server itself, for the page that is read here. */
    renew: () => (leader ? leader.renew() : election.usurp()),

    /** Hang up, and let another tab lead. */
    leave() {
      hasLeft = true;
      clearTimeout(silence);
      leader?.end();
      leader = undefined;
      election.leave();
      giveUp();
      channel?.close();
    },
  };
}
