/**
 * Asks where a link leads, in a line under the toolbar. It stands inside the post's own form, so it
 * is no form itself, and its field has no name.
 *
 *   <div data-link hidden><input> <button data-link-set> <button data-link-remove hidden>
 *     <p data-link-problem hidden></div>
 */
import type { Editor } from "@tiptap/core";

import { addressOf } from "./link-address";

export class LinkForm {
  constructor(
    private readonly place: HTMLElement,
    private readonly editor: Editor,
  ) {
    this.part("[data-link-set]")?.addEventListener("click", () => {
      this.set();
    });
    this.part("[data-link-remove]")?.addEventListener("click", () => {
      this.remove();
    });
    place.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.key !== "Enter" || event.target !== this.input) return;
      else this.set();
      event.preventDefault();
      event.stopPropagation();
    });
    // What is written here is no part of the post.
    place.addEventListener("input", (event) => {
      event.stopPropagation();
    });
  }

  open(): void {
    this.editor.commands.extendMarkRange("link");
    const present = this.editor.getAttributes("link").href as string | undefined;
    this.place.hidden = false;
    this.complain(false);
    this.show("[data-link-remove]", present !== undefined);
    if (!this.input) return;
    this.input.value = present ?? "";
    this.input.focus();
    this.input.select();
  }

  private set(): void {
    const address = addressOf(this.input?.value ?? "");
    if (address === null) {
      this.complain(true);
      this.input?.focus();
      return;
    }
    const { empty, to } = this.editor.state.selection;
    const mark = { type: "link", attrs: { href: address } };
    const text = this.input?.value.trim() ?? "";
    const chain = this.editor.chain().focus();
    if (empty) chain.insertContent({ type: "text", text, marks: [mark] });
    else chain.setLink({ href: address }).setTextSelection(to);
    chain.unsetMark("link").run(); // what is written next is no part of it
    this.place.hidden = true;
  }

  private remove(): void {
    this.editor.chain().focus().extendMarkRange("link").unsetLink().run();
    this.place.hidden = true;
  }

  private close(): void {
    this.place.hidden = true;
    this.editor.commands.focus();
  }

  private get input(): HTMLInputElement | null {
    return this.place.querySelector("input");
  }

  private complain(isWrong: boolean): void {
    this.show("[data-link-problem]", isWrong);
    this.input?.setAttribute("aria-invalid", String(isWrong));
  }

  private show(selector: string, isShown: boolean): void {
    const part = this.part(selector);
    if (part) part.hidden = !isShown;
  }

  private part(selector: string): HTMLElement | null {
    return this.place.querySelector<HTMLElement>(selector);
  }
}
