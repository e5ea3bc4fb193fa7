// @ts-check
/** The session: the line while there is one, what it is about, and what is said when it is lost. */
import { joinLine } from "./line.js";
import { isKept, remember, remembered } from "./storage.js";
import { say } from "./strings.js";

/** @type {Record<import("./wire.js").Loss, string>} */
const WORDS = { cut: "lost", move: "moving", blocked: "blocked" };

/**
 * @param {object} options
 * @param {import("./wire.js").Config} options.config
 * @param {ReturnType<typeof import("./banner.js").createBanner>} options.banner
 * @param {ReturnType<typeof import("./conversation.js").createConversation>} options.conversation
 * @param {(state: import("./state.js").State) => void} options.onState
 * @param {Record<string, (payload: any) => void>} options.events  what is done about each
 * @param {(canSend: boolean) => void} options.onLine
 * @param {() => void} options.onLead  this tab sends for all
 */
export function createSession({ config, banner, conversation, onState, events, onLine, onLead }) {
  /** @type {ReturnType<typeof joinLine> | undefined} */
  let line;
  /** @type {import("./wire.js").Page | undefined} */
  let page;
  /** @type {string | undefined} the page that the starters were chosen for */
  let offered_on;
  let isWelcome = false;
  let isBlocked = false;
  let isOpen = true;
  let isResting = false;

  function start() {
    isResting = false;
    line ??= joinLine({
      name: `salut-${config.site}-${config.locale}`, // errors come in the locale of a socket
      isShared: "locks" in navigator && "BroadcastChannel" in window && isKept(),
      place: () => ({ ...conversation.place(), page_url: page?.url }),
      auth: () => ({
        site: config.site,
        locale: config.locale,
        token: remembered().token || undefined,
        page,
        last_seq: conversation.place().last_seq || undefined,
      }),
      forgetToken: () => remember(() => ({ token: "" })),
      history: conversation.history,
      onWelcome,
      onEvent: (event, payload) => Object.hasOwn(events, event) && events[event](payload),
      onLost,
      onRefused: ({ message }) => banner.show(message || say("refused"), 0),
      onLead,
    });
  }

  function wake() {
    if (!isResting) start();
  }

  /** @param {Parameters<import("./wire.js").LineOptions["onWelcome"]>[0]} welcome */
  function onWelcome(welcome) {
    if (welcome.token) remember(() => ({ token: welcome.token }));
    conversation.greet(welcome);
    if (welcome.state) onState(welcome.state);
    if (welcome.starters) offered_on = page?.url;
    isWelcome = true;
    isBlocked = false;
    banner.hide();
    onLine(true);
    freshen();
  }

  /** @param {import("./wire.js").Loss} why */
  function onLost(why) {
    isWelcome = false;
    isBlocked = why === "blocked";
    onLine(isBlocked);
    conversation.setTyping(null);
    if (navigator.onLine) banner.show(say(WORDS[why]));
    else banner.show(say("offline"), 0);
  }

  /** Offer questions on the page that is read, if none has been asked and others are offered. */
  function freshen() {
    if (!isWelcome || !isOpen || !page || page.url === offered_on || conversation.isAsked()) return;
    offered_on = page.url;
    line?.renew();
  }

  function leave() {
    line?.leave();
    line = undefined;
    isWelcome = isBlocked = false;
    onLine(false);
  }

  return {
    start,
    wake, // unless at rest
    leave, // hang up
    isBlocked: () => isBlocked,
    page: () => page,

    /** @param {import("./wire.js").Page} current */
    setPage(current) {
      page = current;
      wake();
      freshen();
    },

    /** @param {boolean} isOpenNow */
    setOpen(isOpenNow) {
      isOpen = isOpenNow;
      if (!isOpen) return;
      wake();
      freshen();
    },

    /**
     * Send an event; rejects when no ack comes.
     *
     * @param {string} event
     * @param {object} [payload]
     * @returns {Promise<any>} the ack
     */
    async request(event, payload = {}) {
      if (!line) throw new Error("no line");
      return line.request(event, payload);
    },

    /** @param {string} event  for the other tabs */
    tell: (event) => line?.tell(event),

    /** The network is gone. */
    cut: () => line?.cut(),

    /** See whether the line still lives. */
    check: () => line?.check(),

    /** Hang up, and do not call before the reader writes. */
    rest() {
      isResting = true;
      leave();
    },
  };
}
