// @ts-check
/** The lists as they are read: whole, each time there is a line again, and older ones when asked for. */
import { say } from "../widget/strings.js";
import { SHELVES } from "./shelves.js";

const LISTED_MAX = 100; // by the server at a time
const ALL_MS = 30000; // what is said to the bot is not told to everybody as it is said

/**
 * @param {object} options
 * @param {import("./wire.js").Request} options.request
 * @param {ReturnType<typeof import("./shelves.js").createShelves>} options.shelves
 * @param {ReturnType<typeof import("./alarm.js").createAlarm>} options.alarm
 * @param {(isMore: boolean) => void} options.onRead  all that there is, or older ones can be asked for
 * @param {(words: string) => void} options.tell
 */
export function createReading({ request, shelves, alarm, onRead, tell }) {
  let oldest = "";
  let isFirst = true;
  let last = Promise.resolve();

  async function read() {
    shelves.begin();
    const acks = await Promise.all(SHELVES.map((filter) => request("list", { filter })));
    const failed = acks.find(({ ok }) => !ok);
    if (failed) return tell(failed.error.message);
    const every = acks[SHELVES.indexOf("all")].conversations;
    oldest = every.at(-1)?.created_at ?? "";
    const begun = shelves.replace(acks.flatMap(({ conversations }) => conversations));
    onRead(every.length === LISTED_MAX);
    if (!isFirst) alarm.ring(begun);
    isFirst = false;
  }

  function readAgain() {
    last = last.then(read).catch(() => {}); // where the line is lost, it is read when it is back
  }

  async function readOlder() {
    const ack = await request("list", { filter: "all", before: oldest }).catch(() => null);
    if (!ack?.ok) return tell(ack?.error.message ?? say("no_answer"));
    oldest = ack.conversations.at(-1)?.created_at ?? oldest;
    for (const each of ack.conversations) shelves.put(each);
    onRead(ack.conversations.length === LISTED_MAX);
  }

  return {
    readAgain,
    readOlder,

    /** @param {() => boolean} isAllShown */
    follow(isAllShown) {
      setInterval(() => isAllShown() && document.visibilityState === "visible" && readAgain(), ALL_MS);
    },
  };
}
