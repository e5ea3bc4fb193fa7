// @ts-check
/**
 * The socket. No other module knows it; this one knows no document.
 *
 * When to try again is decided here: the library's own jitter is half of a delay, and it does not
 * try again after a refusal, nor by polling where a WebSocket gets no answer at all.
 */
import { io } from "../vendor/socket.io-client-4.8.4.esm.min.js";
import { delayMs, willPass } from "./backoff.js";
import { watchBlockade } from "./blockade.js";

const NAMESPACE = "/widget";
const SOCKET_PATH = "/socket.io";
const WEBSOCKET_FIRST = ["websocket", "polling"];
const POLLING_FIRST = ["polling", "websocket"];
const EVENTS = ["message", "typing", "state", "forgotten"];
const SIGN_OF_LIFE = "suggest"; // the cheapest event that gets an ack
const ACK_TIMEOUT_MS = 10000;
const LIFE_TIMEOUT_MS = 4000;
const ATTEMPT_MS = 12000;
const STABLE_MS = 5000;
const MOVE_MS = 30000;
const CUT_HERE = "io client disconnect";
const INVALID_TOKEN = "invalid_token";

/**
 * Connect, and stay connected.
 *
 * @param {import("./wire.js").ConnectionOptions} options
 */
export function connect({ auth, forgetToken, onWelcome, onEvent, onLost, onRefused }) {
  const socket = io(NAMESPACE, {
    path: SOCKET_PATH, tryAllTransports: true, forceNew: true,
    auth: (/** @type {(said: object) => void} */ give) => give(auth()),
    autoConnect: false, reconnection: false, timeout: false,
  });
  /** @type {"waiting" | "trying" | "open" | "over"} */
  let state = "waiting";
  let timer = 0; // of the attempt, or of the wait before the next
  let attempt = 0;
  let opened_at = 0;
  let moved_at = -Infinity;
  let move_seconds = 0;
  let pollingFirst = false;
  let tokenForgotten = false;
  const blockade = watchBlockade(() => state !== "open" && state !== "over" && onLost("blocked"));

  function open() {
    state = "trying";
    socket.io.opts.transports = pollingFirst ? POLLING_FIRST : WEBSOCKET_FIRST;
    clearTimeout(timer);
    timer = setTimeout(() => {
      pollingFirst = !pollingFirst; // something on the way may swallow one of the two
      blockade.failed();
      cut();
    }, ATTEMPT_MS);
    socket.connect();
  }

  /** @param {number} [hint_seconds] */
  function lost(hint_seconds) {
    if (state === "open" && performance.now() - opened_at > STABLE_MS) attempt = 0;
    state = "waiting";
    clearTimeout(timer);
    timer = setTimeout(open, delayMs(attempt, hint_seconds));
    attempt += 1;
    const moves = performance.now() - moved_at < MOVE_MS;
    onLost(moves ? "move" : blockade.isBlocked() ? "blocked" : "cut");
  }

  function cut() {
    if (state === "over") return;
    socket.disconnect();
    lost();
  }

  socket.on("welcome", (/** @type {import("./wire.js").Welcome} */ welcome) => {
    clearTimeout(timer);
    state = "open";
    opened_at = performance.now();
    moved_at = -Infinity;
    move_seconds = 0;
    blockade.passed();
    tokenForgotten = false;
    onWelcome(welcome);
  });
  for (const event of EVENTS) socket.on(event, (/** @type {any} */ payload) => onEvent(event, payload));
  socket.on("moving", (/** @type {{retry_after?: number}} */ { retry_after = 0 }) => {
    moved_at = performance.now();
    move_seconds = retry_after;
    onLost("move");
  });
  socket.on("disconnect", (/** @type {string} */ why) => {
    if (why !== CUT_HERE && state !== "over") lost(move_seconds);
  });
  socket.on("connect_error", (/** @type {{data?: import("./wire.js").WireError}} */ { data }) => {
    if (data?.code === INVALID_TOKEN && !tokenForgotten) {
      tokenForgotten = true;
      forgetToken();
      return open();
    }
    if (!data) blockade.failed();
    if (!data || willPass(data) || data.code === "internal") return lost(data?.retry_after);
    end();
    onRefused(data);
  });

  function end() {
    clearTimeout(timer);
    state = "over";
    socket.disconnect();
  }

  /**
   * Send an event; rejects when no ack comes.
   *
   * @param {string} event
   * @param {object} payload
   * @param {number} [timeout_ms]
   * @returns {Promise<any>} the ack
   */
  async function request(event, payload, timeout_ms = ACK_TIMEOUT_MS) {
    if (state !== "open") throw new Error("not connected"); // the library would keep it for later
    return socket.timeout(timeout_ms).emitWithAck(event, payload);
  }

  open();
  return {
    request,
    end, // for good
    cut, // take the line for dead: there is no network

    /** Try at once if it is only the wait that holds things up; see whether an open line still lives. */
    check() {
      if (state === "waiting") return open();
      const line = opened_at;
      if (state === "open") request(SIGN_OF_LIFE, { text: "" }, LIFE_TIMEOUT_MS).catch(() => {
        if (state !== "open" || opened_at !== line) return; // another line already
        cut();
        open();
      });
    },

    /** Be welcomed anew: another page is being read. */
    renew() {
      if (state !== "open") return;
      socket.disconnect();
      open();
    },
  };
}
