// @ts-check
/**
 * The socket. No other module knows it; this one knows no document.
 *
 * When to try again is decided here: the library's own jitter is half of a delay, and it does not
 * try again after a refusal, nor by polling where a WebSocket gets no answer at all.
 */
import { io } from "../vendor/socket.io-client-4.8.4.esm.min.js";
import { delayMs, willPass } from "./backoff.js";

const NAMESPACE = "/widget";
const SOCKET_PATH = "/socket.io";
const WEBSOCKET_FIRST = ["websocket", "polling"];
const POLLING_FIRST = ["polling", "websocket"];
const WELCOME = "welcome";
const MESSAGE = "message";
const TYPING = "typing";
const MOVING = "moving";
const ACK_TIMEOUT_MS = 10000;
const ATTEMPT_MS = 12000;
const STABLE_MS = 5000;
const MOVE_MS = 30000;
const CUT_HERE = "io client disconnect";
const INVALID_TOKEN = "invalid_token";

/**
 * Connect, and stay connected.
 *
 * @param {object} options
 * @param {() => object} options.auth             asked anew at each attempt
 * @param {() => void} options.forgetToken
 * @param {(welcome: import("./wire.js").Welcome) => void} options.onWelcome from here on messages can be sent
 * @param {(message: import("./wire.js").Message) => void} options.onMessage
 * @param {(typing: import("./wire.js").Typing) => void} options.onTyping
 * @param {(isMove: boolean) => void} options.onLost  and another attempt follows; a move was announced
 * @param {(error: import("./wire.js").WireError) => void} options.onRefused and none follows
 */
export function connect({ auth, forgetToken, onWelcome, onMessage, onTyping, onLost, onRefused }) {
  const socket = io(NAMESPACE, {
    path: SOCKET_PATH,
    transports: WEBSOCKET_FIRST,
    tryAllTransports: true,
    auth: (/** @type {(said: object) => void} */ give) => give(auth()),
    autoConnect: false,
    reconnection: false,
    timeout: false,
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

  function open() {
    state = "trying";
    socket.io.opts.transports = pollingFirst ? POLLING_FIRST : WEBSOCKET_FIRST;
    clearTimeout(timer);
    timer = setTimeout(() => {
      pollingFirst = !pollingFirst; // something on the way may swallow one of the two
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
    onLost(performance.now() - moved_at < MOVE_MS);
  }

  function cut() {
    if (state === "over") return;
    socket.disconnect();
    lost();
  }

  socket.on(WELCOME, (/** @type {import("./wire.js").Welcome} */ welcome) => {
    clearTimeout(timer);
    state = "open";
    opened_at = performance.now();
    moved_at = -Infinity;
    move_seconds = 0;
    tokenForgotten = false;
    onWelcome(welcome);
  });
  socket.on(MESSAGE, onMessage);
  socket.on(TYPING, onTyping);
  socket.on(MOVING, (/** @type {{retry_after?: number}} */ { retry_after = 0 }) => {
    moved_at = performance.now();
    move_seconds = retry_after;
    onLost(true);
  });
  socket.on("disconnect", (/** @type {string} */ why) => {
    if (why !== CUT_HERE) lost(move_seconds);
  });
  socket.on("connect_error", (/** @type {{data?: import("./wire.js").WireError}} */ { data }) => {
    if (data?.code === INVALID_TOKEN && !tokenForgotten) {
      tokenForgotten = true;
      forgetToken();
      return open();
    }
    if (!data || willPass(data) || data.code === "internal") return lost(data?.retry_after);
    clearTimeout(timer);
    state = "over";
    onRefused(data);
  });
  open();

  return {
    /** Take the line for dead: there is no network. */
    cut,

    /** Try at once, if it is only the wait that holds things up. */
    hurry() {
      if (state === "waiting") open();
    },

    /**
     * Send a question; rejects when no ack comes.
     *
     * @param {import("./wire.js").Question} question
     * @returns {Promise<import("./wire.js").Ack>}
     */
    send: (question) => socket.timeout(ACK_TIMEOUT_MS).emitWithAck(MESSAGE, question),
  };
}
