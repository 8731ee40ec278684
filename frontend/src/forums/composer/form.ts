/** The form of a composer: its parts by what they are, and what it says. */
import { newKey } from "../post-key";
import { control, otherFields } from "./fields";

/** What a form can say of itself: the parts marked `data-when`. */
export type State =
  "sending" | "sent" | "refused" | "restored" | "unsent" | "offline" | "signed-out" | "gone";

export class ComposerForm {
  readonly element: HTMLFormElement;
  readonly text: HTMLTextAreaElement;
  readonly format: HTMLInputElement | null;
  /** The toolbar: hidden without scripts. */
  readonly tools: HTMLElement | null;
  /** What an edit begins with, as HTML. */
  readonly html: string | null;

  constructor(private readonly root: HTMLElement) {
    const [element] = root.getElementsByTagName("form");
    if (!element) throw new Error("A composer needs its form");
    this.element = element;
    this.text = control(element, "text") as HTMLTextAreaElement;
    this.format = control(element, "format") as HTMLInputElement | null;
    this.tools = root.querySelector<HTMLElement>("[data-tools]");
    this.html = root.querySelector<HTMLTemplateElement>("template[data-html]")?.innerHTML ?? null;
  }

  get key(): HTMLInputElement | null {
    return control(this.element, "key") as HTMLInputElement | null;
  }

  /** All that is sent, as one string: to know whether it is still the same. */
  get content(): string {
    return JSON.stringify([this.text.value, otherFields(this.element)]);
  }

  takeNewKey(): void {
    if (this.key) this.key.value = newKey();
  }

  say(state: State): void {
    for (const notice of this.notices()) notice.hidden = notice.dataset.when !== state;
  }

  /** Take back what is no longer so. */
  unsay(...states: State[]): void {
    for (const notice of this.notices()) {
      if (states.includes(notice.dataset.when as State)) notice.hidden = true;
    }
  }

  private notices(): NodeListOf<HTMLElement> {
    return this.root.querySelectorAll<HTMLElement>("[data-when]");
  }
}
