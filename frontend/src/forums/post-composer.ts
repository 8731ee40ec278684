/**
 * The form that posts an answer. Without scripts it is a plain form that reloads the page.
 *
 *   <post-composer topic="42" member="7"><form method="post">…textarea, key…</form></post-composer>
 *
 * With scripts it stays on the page. The text is kept in this tab until the server has it, and
 * goes when the person signs out: ward PCs are shared. The form's key makes sending again safe.
 */
import type { ServerFrame } from "../realtime/generated";
import { connection } from "../realtime/tab-connection";
import { newKey } from "./post-key";

export const DRAFT_PREFIX = "draft:";

type Outcome = "sent" | "refused" | "unsent" | "signed-out";

export class PostComposer extends HTMLElement {
  private sending = false;
  private triedText: string | undefined; // what the form's key was last sent with

  connectedCallback(): void {
    this.restoreDraft();
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.addEventListener("input", () => {
      this.keepDraft();
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form?.requestSubmit();
    });
    this.markFinding();
  }

  private get form(): HTMLFormElement | null {
    return this.querySelector("form");
  }

  private get text(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  private get draftKey(): string {
    // The member's own: the next one to sign in on this PC meets no text of theirs.
    return `${DRAFT_PREFIX}${this.getAttribute("member") ?? ""}:${this.getAttribute("topic") ?? ""}`;
  }

  private async submit(): Promise<void> {
    if (this.sending || !this.form) return;
    this.sending = true;
    this.say("sending");
    try {
      this.say(await this.send(this.form));
    } catch {
      this.say("unsent"); // no network: the text is still in the box
    } finally {
      this.sending = false;
    }
  }

  private async send(form: HTMLFormElement): Promise<Outcome> {
    const text = this.text?.value ?? "";
    // The same key is the same post. Another text is another one, lest it be taken for a repeat.
    if (this.triedText !== undefined && this.triedText !== text) this.takeNewKey();
    this.triedText = text;
    this.keepDraft();
    const data = new FormData(form);
    data.set("after", String(this.region?.seq ?? 0));
    const response = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    if (response.status === 201) return this.sent((await response.json()) as Sent, text);
    if (response.status === 422) return this.refused(await response.text());
    return response.redirected || response.status === 403 ? "signed-out" : "unsent";
  }

  private sent(answer: Sent, text: string): Outcome {
    connection.apply(answer.frames);
    this.takeNewKey();
    // What was typed while it was on its way is the next post, and stays.
    if (this.text?.value === text) this.text.value = "";
    this.keepDraft();
    this.clearProblem();
    this.text?.focus();
    return "sent";
  }

  private get key(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("input[name=key]");
  }

  private takeNewKey(): void {
    this.triedText = undefined;
    if (this.key) this.key.value = newKey();
  }

  private clearProblem(): void {
    this.querySelector("[data-problem]")?.remove();
    this.querySelector("[data-box]")?.removeAttribute("data-state");
    this.text?.removeAttribute("aria-invalid");
  }

  /** The page as the server would show it has the message in place: take the form from it. */
  private refused(html: string): Outcome {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("post-composer form");
    const kept = this.text?.value ?? "";
    if (fresh) this.form?.replaceWith(fresh);
    if (this.text) this.text.value = kept;
    this.text?.focus();
    this.markFinding();
    return "refused";
  }

  /** Go to what must be changed and mark it, where the server said where it is. */
  private markFinding(): void {
    const { start, end } = this.querySelector<HTMLElement>("[data-problem]")?.dataset ?? {};
    const box = this.text;
    if (!box || start === undefined || end === undefined) return;
    // The server counts characters, the browser UTF-16 units.
    const characters = Array.from(box.value);
    const from = characters.slice(0, Number(start)).join("").length;
    const length = characters.slice(Number(start), Number(end)).join("").length;
    box.focus();
    box.setSelectionRange(from, from + length);
  }

  private get region(): { seq: number } | null {
    return document.querySelector<HTMLElement & { seq: number }>("live-region");
  }

  /** The text with its key: sent again after a reload it is still the same post. */
  private keepDraft(): void {
    const draft = { text: this.text?.value ?? "", key: this.key?.value, tried: this.triedText };
    if (draft.text) sessionStorage.setItem(this.draftKey, JSON.stringify(draft));
    else sessionStorage.removeItem(this.draftKey);
  }

  private restoreDraft(): void {
    const kept = sessionStorage.getItem(this.draftKey);
    if (!kept || !this.text || this.text.value) return;
    const draft = JSON.parse(kept) as { text: string; key?: string; tried?: string };
    this.text.value = draft.text;
    this.triedText = draft.tried;
    if (this.key && draft.key) this.key.value = draft.key;
  }

  private say(state: Outcome | "sending"): void {
    for (const notice of this.querySelectorAll<HTMLElement>("[data-when]")) {
      notice.hidden = notice.dataset.when !== state;
    }
  }
}

interface Sent {
  frames: ServerFrame[];
}

customElements.define("post-composer", PostComposer);

/** On a shared PC nothing of what was written stays after signing out. */
document.addEventListener("submit", (event) => {
  if (!(event.target as Element).matches("form[action$='/logout/']")) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(DRAFT_PREFIX)) sessionStorage.removeItem(key);
  }
});
