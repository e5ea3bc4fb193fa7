// @ts-check
/** The socket. No other module knows it; this one knows no document. */
import { io } from "../vendor/socket.io-client-4.8.4.esm.min.js";

const NAMESPACE = "/widget";
const SOCKET_PATH = "/socket.io";
const WELCOME = "welcome";
const MESSAGE = "message";
const TYPING = "typing";
const ACK_TIMEOUT_MS = 10000;
const DELAY_MS = 1000;
const DELAY_MAX_MS = 8000;
const INVALID_TOKEN = "invalid_token";
const RETRYABLE = ["busy", "internal", "not_connected"];

/**
 * Connect, and stay connected.
 *
 * @param {object} options
 * @param {() => object} options.auth             asked anew at each attempt
 * @param {() => void} options.forgetToken
 * @param {(welcome: import("./wire.js").Welcome) => void} options.onWelcome from here on messages can be sent
 * @param {(message: import("./wire.js").Message) => void} options.onMessage
 * @param {(typing: import("./wire.js").Typing) => void} options.onTyping
 * @param {() => void} options.onLost              and another attempt follows
 * @param {(error: import("./wire.js").WireError) => void} options.onRefused and none follows
 */
export function connect({ auth, forgetToken, onWelcome, onMessage, onTyping, onLost, onRefused }) {
  const socket = io(NAMESPACE, {
    path: SOCKET_PATH,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    auth: (/** @type {(said: object) => void} */ give) => give(auth()),
    reconnectionDelay: DELAY_MS,
    reconnectionDelayMax: DELAY_MAX_MS,
  });
  let tokenForgotten = false;
  let timer = 0;

  // The library tries again after a lost line, but not after a refusal by the server.
  /** @param {number} [seconds] */
  const again = (seconds) => {
    const delay_ms = seconds ? seconds * 1000 : DELAY_MAX_MS;
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), delay_ms * (0.5 + Math.random()));
  };

  socket.on(WELCOME, (/** @type {import("./wire.js").Welcome} */ welcome) => {
    tokenForgotten = false;
    onWelcome(welcome);
  });
  socket.on(MESSAGE, onMessage);
  socket.on(TYPING, onTyping);
  socket.on("disconnect", () => {
    onLost();
    if (!socket.active) again();
  });
  socket.on("connect_error", (/** @type {any} */ { data }) => {
    if (socket.active) return onLost();
    if (data?.code === INVALID_TOKEN && !tokenForgotten) {
      tokenForgotten = true;
      forgetToken();
      return void socket.connect();
    }
    if (!data || RETRYABLE.includes(data.code)) {
      onLost();
      return again(data?.retry_after);
    }
    return onRefused(data);
  });

  return {
    /**
     * Send a question; rejects when no ack comes.
     *
     * @param {import("./wire.js").Question} question
     * @returns {Promise<import("./wire.js").Ack>}
     */
    send: (question) => socket.timeout(ACK_TIMEOUT_MS).emitWithAck(MESSAGE, question),
  };
}
