/** Sends a form and says what became of it. */
import type { ServerFrame } from "../../realtime/generated";

/** The server has it: what to show of it, or where it stands. */
export interface Sent {
  outcome: "sent";
  frames: ServerFrame[];
  address: string | undefined;
}

export type Answer = Sent | { outcome: "refused"; page: Document } | { outcome: Failure };

/** Why it is still in the box: no answer, no network, no session, nothing there to write in. */
export type Failure = "unsent" | "offline" | "signed-out" | "gone";

const LONGEST = 30_000; // on a dead network the browser itself would wait for minutes
const FORBIDDEN = [401, 403];
const GONE = [404, 410];
const REFUSED = [409, 422]; // the page again, with what is in the way

/** Post the form as the browser would, without leaving the page. `extra` is sent beside its fields. */
export async function send(form: HTMLFormElement, extra: Record<string, string>): Promise<Answer> {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  try {
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout(LONGEST);
    return await read(await fetch(form.action, { method: "POST", body, headers, signal }));
  } catch {
    return { outcome: navigator.onLine ? "unsent" : "offline" };
  }
}

async function read(response: Response): Promise<Answer> {
  const { status } = response;
  if (response.redirected || FORBIDDEN.includes(status)) return { outcome: "signed-out" };
  if (GONE.includes(status)) return { outcome: "gone" };
  if (REFUSED.includes(status)) {
    return {
      outcome: "refused",
      page: new DOMParser().parseFromString(await response.text(), "text/html"),
    };
  }
  if (!response.ok) return { outcome: "unsent" };
  const done = (await response.json()) as { frames?: ServerFrame[]; address?: string };
  return { outcome: "sent", frames: done.frames ?? [], address: done.address };
}
