// @ts-check
/** The socket of the staff; no other module of the inbox knows it. It comes back by itself. */
import { io } from "../vendor/socket.io-client-4.8.4.esm.min.js";
import { delayMs, willPass } from "../widget/backoff.js";

const NAMESPACE = "/inbox";
const EVENTS = ["conversation", "message", "typing", "note", "presence", "forgotten"];
const SHUT = ["not_signed_in", "not_allowed"];
const ACK_TIMEOUT_MS = 10000;
const LIFE_TIMEOUT_MS = 4000;
const ATTEMPT_MS = 12000;
const CUT_HERE = "io client disconnect";

/**
 * Connect, and stay connected.
 *
 * @param {object} options
 * @param {() => void} options.onOpen   each time: all may have changed meanwhile
 * @param {(event: string, payload: any) => void} options.onEvent
 * @param {() => void} options.onLost   and another attempt follows
 * @param {(error: import("./wire.js").WireError | undefined) => void} options.onShut  and none follows
 */
export function connect({ onOpen, onEvent, onLost, onShut }) {
  const socket = io(NAMESPACE, {
    path: "/socket.io", transports: ["websocket", "polling"], tryAllTransports: true, forceNew: true,
    autoConnect: false, reconnection: false, timeout: false,
  });
  /** @type {"waiting" | "trying" | "open" | "over"} */
  let state = "waiting";
  let timer = 0; // of the attempt, or of the wait before the next
  let attempt = 0;

  function open() {
    state = "trying";
    clearTimeout(timer);
    timer = setTimeout(cut, ATTEMPT_MS);
    socket.connect();
  }

  /** @param {number} [hint_seconds] */
  function lost(hint_seconds) {
    state = "waiting";
    clearTimeout(timer);
    timer = setTimeout(open, delayMs(attempt, hint_seconds));
    attempt += 1;
    onLost();
  }

  function cut() {
    if (state === "over" || state === "waiting") return;
    state = "waiting";
    socket.disconnect();
    lost();
  }

  /** @param {import("./wire.js").WireError} [error] */
  function shut(error) {
    clearTimeout(timer);
    state = "over";
    socket.disconnect();
    onShut(error);
  }

  socket.on("connect", () => {
    clearTimeout(timer);
    state = "open";
    attempt = 0;
    onOpen();
  });
  for (const event of EVENTS) socket.on(event, (/** @type {any} */ payload) => onEvent(event, payload));
  socket.on("disconnect", (/** @type {string} */ why) => {
    if (why !== CUT_HERE && state !== "over") lost();
  });
  socket.on("connect_error", (/** @type {{data?: import("./wire.js").WireError}} */ { data }) => {
    if (!data || willPass(data) || data.code === "internal") lost(data?.retry_after);
    else shut(data);
  });

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
    const ack = await socket.timeout(timeout_ms).emitWithAck(event, payload);
    if (!ack.ok && ack.error.code === SHUT[0]) shut(ack.error);
    return ack;
  }

  /** Try at once if it is only the wait that holds things up; see whether an open line still lives. */
  function check() {
    if (state === "waiting") open();
    else if (state === "open") request("list", { filter: "mine" }, LIFE_TIMEOUT_MS).catch(cut);
  }

  addEventListener("offline", cut);
  addEventListener("online", check);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  open();
  return { request };
}
