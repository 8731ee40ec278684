/**
 * A form for a text: an answer, a new topic, a change. Without scripts it is a plain form.
 *
 *   <post-composer draft="topic:42" member="7" stream="topic:42"><form method="post">…
 *
 * With scripts one stays on the page until the server has the text, which is kept in this tab
 * meanwhile. `draft` names what is being written, `stream` the live region where an answer appears.
 */
import type { LiveRegion } from "../realtime/live-region";
import { connection } from "../realtime/tab-connection";
import { connectDiscard } from "./composer/discard";
import { loadEditor, whenWritingStarts } from "./composer/editor-loader";
import { takeAnswer } from "./composer/fields";
import { ComposerForm, type State } from "./composer/form";
import { KeptText } from "./composer/kept-text";
import { clearProblem, goToProblem, markAgain } from "./composer/problem";
import { type Answer, type Sent, send } from "./composer/sending";
import { type Found, PlainText, type Writing } from "./composer/writing";

export class PostComposer extends HTMLElement {
  private form!: ComposerForm;
  private kept!: KeptText;
  private writing!: Writing;
  private found: Found | undefined; // what the guard found, while it stands there
  private sending: Promise<void> | undefined;
  private arriving: Promise<boolean> | undefined; // the editor

  connectedCallback(): void {
    this.form = new ComposerForm(this);
    this.kept = new KeptText(this.form, this);
    this.writing = new PlainText(this.form.text);
    this.listen();
    this.begin();
  }

  private listen(): void {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sending ??= this.submit().finally(() => {
        this.sending = undefined;
      });
    });
    this.addEventListener("input", () => {
      this.written();
    });
    this.addEventListener("keydown", (event) => {
      const isCommand = event.ctrlKey || event.metaKey;
      if (event.key === "Enter" && isCommand) this.form.element.requestSubmit();
    });
    this.addEventListener("click", (event) => {
      if ((event.target as Element).closest("[data-remove]")) this.found?.remove();
    });
    const isWritten = (): boolean => this.kept.isThere;
    connectDiscard(this, isWritten, () => {
      this.startOver();
    });
  }

  /** With what was kept, or what the page has; what the server sent back stays as it is. */
  private begin(): void {
    const isSentBack = this.querySelector("[data-problem]") !== null;
    const draft = isSentBack ? null : this.kept.restore();
    if (draft) this.form.say("restored");
    const begun = draft?.format === "html" ? draft.text : this.form.html;
    const isPlain = isSentBack || draft?.format === "plain";
    if (begun !== null && !isPlain) void this.bringEditor(begun);
    // An edit in the plain box is Markdown, which the editor would take for prose.
    else if (this.form.html === null) whenWritingStarts(this.form, () => this.bringEditor(null));
    this.found = goToProblem(this.form.element, this.writing);
  }

  /** The editor in the textarea's place; once, unless it cannot be had. Says whether it came. */
  private bringEditor(html: string | null): Promise<boolean> {
    this.arriving ??= this.loadEditor(html).then((hasCome) => {
      if (!hasCome) this.arriving = undefined;
      return hasCome;
    });
    return this.arriving;
  }

  private async loadEditor(html: string | null): Promise<boolean> {
    const { text, format, tools } = this.form;
    if (!tools || !format) return false;
    tools.hidden = false;
    // While it is being sent the text stays what it is: the answer may speak of places in it.
    const editor = await loadEditor({ text, format, tools, html }, () => this.sending);
    tools.hidden = !editor; // without it the buttons would do nothing
    if (!editor) return false;
    this.kept.sameWords(() => {
      editor.takeOver();
    });
    this.writing = editor;
    this.found &&= markAgain(this.found, editor);
    return true;
  }

  private written(): void {
    this.kept.keep(this.writing.plain);
    this.form.unsay("sent", "restored");
    if (!this.found || this.found.isThere()) return;
    this.found.unmark();
    this.found = undefined;
    clearProblem(this.form.element);
  }

  private async submit(): Promise<void> {
    this.form.say("sending");
    this.kept.trying();
    this.kept.keep(this.writing.plain);
    this.form.say(this.answered(await send(this.form.element, this.since)));
  }

  private answered(answer: Answer): State {
    if (answer.outcome === "sent") return this.sent(answer);
    if (answer.outcome === "refused") return this.refused(answer.page);
    return answer.outcome;
  }

  private sent({ frames, address }: Sent): State {
    connection.apply(frames);
    const wasAll = this.kept.arrived();
    if (address !== undefined) {
      if (wasAll) this.kept.drop();
      location.assign(address);
      return "sending";
    }
    if (wasAll) this.startOver();
    else this.kept.keep(this.writing.plain); // typed while it was on its way: the next post
    if (this.hasFocus) this.writing.focus();
    return "sent";
  }

  /** Whether nobody has gone on to something else on the page meanwhile. */
  private get hasFocus(): boolean {
    const { activeElement, body } = document;
    return activeElement === null || activeElement === body || this.contains(activeElement);
  }

  private refused(page: Document): State {
    if (!takeAnswer(this.form.element, page)) return "unsent";
    this.found = goToProblem(this.form.element, this.writing);
    this.kept.keep(this.writing.plain);
    return "refused";
  }

  private startOver(): void {
    this.kept.drop();
    this.writing.replace("");
    this.found = undefined;
    clearProblem(this.form.element);
  }

  /** The last number that the region shows: the answer brings what comes after. */
  private get since(): Record<string, string> {
    const stream = this.getAttribute("stream");
    if (stream === null) return {};
    const region = document.querySelector<LiveRegion>(`live-region[stream="${stream}"]`);
    return { after: String(region?.seq ?? 0) };
  }
}

customElements.define("post-composer", PostComposer);
