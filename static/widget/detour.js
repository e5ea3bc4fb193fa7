// @ts-check
/**
 * The detour: where no socket gets through, a question is asked by plain HTTP. It is answered on
 * the spot and kept nowhere.
 */

const ASK = "/api/ask";
const PATIENCE_MS = 10000;

/**
 * Ask one question; rejects when no answer comes, or none of the server's own.
 *
 * @param {{site: string, locale: string}} config
 * @param {import("./wire.js").Question} question
 * @returns {Promise<import("./wire.js").Ack>} with the answer as its message
 */
export async function askByHttp({ site, locale }, { text, page }) {
  const answer = await fetch(ASK, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question: text, site, locale, ...(page && { page }) }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const said = await answer.json();
  if (answer.ok) return { ok: true, message: said };
  if (typeof said?.error?.code !== "string") throw new Error("no answer of ours");
  return { ok: false, error: said.error };
}
