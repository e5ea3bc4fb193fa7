// @ts-check
/** Where an agent writes: to the reader, or a note for colleagues that looks like none of it. */
import { find } from "../widget/element.js";
import { say } from "../widget/strings.js";
import { signalTyping } from "../widget/typing-signal.js";

const HEIGHT_MAX_PX = 220;

/**
 * @typedef {"reply" | "note"} Mode
 *
 * @param {object} options
 * @param {ReturnType<typeof import("./memory.js").createMemory>} options.memory
 * @param {(mode: Mode, text: string) => void} options.onSend
 * @param {(active: boolean) => void} options.onTyping
 */
export function createComposer({ memory, onSend, onTyping }) {
  const form = find(".composer", HTMLFormElement);
  const text = find(".composer-text", HTMLTextAreaElement);
  const send = find(".send", HTMLButtonElement);
  const hint = find(".composer-hint", HTMLElement);
  const refusal = find(".refusal", HTMLElement);
  const label = find(".composer-label", HTMLElement);
  const modes = [...form.querySelectorAll("input")];
  let conversation_id = "";
  let canReply = false;
  const typing = signalTyping(text, onTyping);

  /** @returns {Mode} */
  const mode = () => (modes.find(({ checked }) => checked)?.value === "note" ? "note" : "reply");
  const draftKey = () => `${conversation_id}${mode() === "note" ? "/note" : ""}`;

  function grow() {
    text.style.blockSize = "auto";
    text.style.blockSize = `${Math.min(HEIGHT_MAX_PX, text.scrollHeight + 2)}px`;
  }

  function draw() {
    const isNote = mode() === "note";
    form.dataset.mode = mode();
    text.disabled = send.disabled = !isNote && !canReply;
    label.textContent = say(isNote ? "write_note" : "write_reply");
    text.placeholder = say(isNote ? "note_placeholder" : canReply ? "reply_placeholder" : "take_first");
    send.textContent = say(isNote ? "send_note" : "send_reply");
    hint.textContent = say(isNote ? "note_hint" : canReply ? "reply_hint" : "take_first");
    typing.setOpen(!isNote && canReply);
  }

  function recall() {
    text.value = memory.recall().drafts[draftKey()] ?? "";
    grow();
  }

  /** @param {string} draft */
  function keep(draft) {
    memory.remember(({ drafts: { [draftKey()]: _, ...others } }) => ({ drafts: draft ? { ...others, [draftKey()]: draft } : others }));
  }

  /** @param {string} value */
  function write(value) {
    text.value = value;
    keep(value);
    grow();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (!said || text.disabled) return;
    write("");
    onSend(mode(), said);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  text.addEventListener("input", () => {
    keep(text.value);
    grow();
  });
  for (const each of modes) each.addEventListener("change", () => {
    recall();
    draw();
  });

  return {
    text,

    /** @param {string} words why something was not done; "" for nothing */
    refuse(words) {
      refusal.textContent = words;
      refusal.hidden = !words;
    },

    /**
     * Turn to a conversation.
     *
     * @param {string} id
     * @param {boolean} mayReply
     */
    turnTo(id, mayReply) {
      const isAnother = id !== conversation_id;
      conversation_id = id;
      canReply = mayReply;
      if (isAnother) {
        modes.forEach((each) => (each.checked = each.value === "reply"));
        recall();
      }
      draw();
    },

    /** @param {Mode} wanted */
    begin(wanted) {
      modes.forEach((each) => (each.checked = each.value === wanted));
      recall();
      draw();
      text.focus();
    },

    /**
     * Put a text that was not sent back, before what has been begun since.
     *
     * @param {string} unsent
     * @param {Mode} wanted
     */
    giveBack(unsent, wanted) {
      this.begin(wanted);
      write([unsent, text.value].filter(Boolean).join("\n"));
    },
  };
}
