/** Gets the editor, when writing starts. Reading a topic must not cost an editor. */
import type { Place, RichText } from "../editor/rich-text";
import type { ComposerForm } from "./form";

/**
 * Shows the toolbar, and has the editor brought when somebody is about to write: in the text, or
 * with a button, which then does what it says. `bring` says whether the editor came.
 */
export function whenWritingStarts(form: ComposerForm, bring: () => Promise<boolean>): void {
  const { text, tools } = form;
  text.addEventListener("focus", () => void bring());
  if (document.activeElement === text) void bring();
  if (!tools) return;
  tools.hidden = false;
  tools.addEventListener("focusin", () => void bring());
  const pressed = async (event: Event): Promise<void> => {
    if (text.hidden) return; // the editor is here, and has heard it
    if (await bring()) (event.target as Element).closest<HTMLElement>("[data-tool]")?.click();
  };
  tools.addEventListener("click", (event) => void pressed(event), { once: true });
}

/**
 * The editor in place of the textarea. Null when it cannot be had (a bad network): the textarea
 * stays, and its text is posted as plain. What is typed meanwhile is kept, caret and all; with
 * `html` to begin with, somebody who has begun in the textarea goes on there. It does not come
 * before what `hold` gives is over.
 */
export async function loadEditor(
  place: Place,
  hold: () => Promise<void> | undefined,
): Promise<RichText | null> {
  const { text, html } = place;
  const before = text.value;
  const composed = compositionOf(text);
  try {
    const { RichText } = await import("../editor/rich-text");
    await composed();
    await hold();
    if (!text.isConnected || (html !== null && text.value !== before)) return null;
    return new RichText(place);
  } catch {
    return null;
  }
}

/** Waits until no letter is being put together, as with accents and many languages' keyboards. */
function compositionOf(text: HTMLTextAreaElement): () => Promise<void> {
  let isComposing = false;
  text.addEventListener("compositionstart", () => {
    isComposing = true;
  });
  text.addEventListener("compositionend", () => {
    isComposing = false;
  });
  return () =>
    new Promise((resolve) => {
      if (!isComposing) resolve();
      else text.addEventListener("compositionend", () => setTimeout(resolve), { once: true });
    });
}
