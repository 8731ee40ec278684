/**
 * What is being written and the key it is sent with, kept in this tab until the server has it.
 * The same key is the same post, so sending again is safe; another text takes another key, lest it
 * be taken for a repeat.
 */
import { type Draft, DraftBox } from "./draft";
import { fillFields, otherFields } from "./fields";
import type { ComposerForm } from "./form";

export class KeptText {
  private tried: string | undefined; // what the key was last sent with
  private readonly box: DraftBox;

  constructor(
    private readonly form: ComposerForm,
    root: HTMLElement,
  ) {
    this.box = new DraftBox(root.getAttribute("member") ?? "", root.getAttribute("draft") ?? "");
  }

  get isThere(): boolean {
    return this.box.get() !== null;
  }

  /** Put what was kept back into the form. */
  restore(): Draft | null {
    const draft = this.box.get();
    if (!draft) return null;
    fillFields(this.form.element, draft.fields);
    this.form.text.value = draft.plain;
    if (this.form.key) this.form.key.value = draft.key;
    this.tried = draft.tried;
    return draft;
  }

  /** Keep the form as it is now. `plain` is its text as a reader sees it. */
  keep(plain: string): void {
    const { text, format, key, element } = this.form;
    const fields = otherFields(element);
    if (!text.value && !fields.title) this.drop();
    else {
      this.box.keep({
        text: text.value,
        format: format?.value ?? "plain",
        plain,
        key: key?.value ?? "",
        tried: this.tried,
        fields,
      });
    }
  }

  drop(): void {
    this.box.drop();
  }

  /** The form is about to be sent. */
  trying(): void {
    const { content } = this.form;
    if (this.tried !== undefined && this.tried !== content) this.form.takeNewKey();
    this.tried = content;
  }

  /** It has arrived: what is sent next is something else. Says whether that was all of it. */
  arrived(): boolean {
    const wasAll = this.tried === this.form.content;
    this.tried = undefined;
    this.form.takeNewKey();
    return wasAll;
  }

  /** `change` says the same in another way, as the editor does when it takes over. */
  sameWords(change: () => void): void {
    const wasTried = this.tried === this.form.content;
    change();
    if (wasTried) this.tried = this.form.content;
  }
}
