// @ts-check
/** Who begins to wait is told: by the title, and, for those who have asked for it, aloud and on the desk. */
import { find } from "../widget/element.js";
import { say } from "../widget/strings.js";

const TONES = [[660, 0], [880, 0.16]]; // hertz, and when in seconds
const TONE_SECONDS = 0.14;
const LOUDNESS = 0.08;

/**
 * @param {object} options
 * @param {ReturnType<typeof import("./memory.js").createMemory>} options.memory
 * @param {import("./wire.js").Config} options.config
 * @param {(words: string) => void} options.tell
 */
export function createAlarm({ memory, config, tell }) {
  const sound = find(".tool-sound", HTMLButtonElement);
  const notify = find(".tool-notify", HTMLButtonElement);
  const title = document.title;
  /** @type {AudioContext | undefined} */
  let audio;

  const mayNotify = () => "Notification" in window && Notification.permission === "granted" && memory.recall().notify;

  function draw() {
    sound.setAttribute("aria-pressed", String(memory.recall().sound));
    notify.setAttribute("aria-pressed", String(mayNotify()));
  }

  function beep() {
    audio ??= new AudioContext();
    audio.resume();
    for (const [pitch, after] of TONES) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const begin = audio.currentTime + after;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(LOUDNESS, begin);
      volume.gain.exponentialRampToValueAtTime(0.001, begin + TONE_SECONDS);
      tone.connect(volume).connect(audio.destination);
      tone.start(begin);
      tone.stop(begin + TONE_SECONDS);
    }
  }

  sound.addEventListener("click", () => {
    memory.remember(({ sound: isOn }) => ({ sound: !isOn }));
    draw();
    if (memory.recall().sound) beep(); // what it will be like; and browsers want a click before it
  });

  notify.addEventListener("click", async () => {
    if (mayNotify()) memory.remember(() => ({ notify: false }));
    else if (!("Notification" in window) || (await Notification.requestPermission()) !== "granted") tell(say("notify_refused"));
    else memory.remember(() => ({ notify: true }));
    draw();
  });

  /** @param {import("./wire.js").Summary} summary */
  function show({ id, site }) {
    // Not a word of the reader's: whoever walks by sees it.
    const shown = new Notification(say("notify_title"), { body: config.sites[site] ?? site, tag: id });
    shown.addEventListener("click", () => {
      window.focus();
      location.hash = id;
      shown.close();
    });
  }

  draw();
  return {
    /** @param {number} waiting how many */
    count(waiting) {
      document.title = waiting ? `(${waiting}) ${title}` : title;
    },

    /** @param {import("./wire.js").Summary[]} begun those that have just begun to wait */
    ring(begun) {
      if (!begun.length) return;
      tell(say("begun", { count: begun.length }));
      if (memory.recall().sound) beep();
      if (mayNotify() && !document.hasFocus()) show(begun[0]);
    },
  };
}
