/**
 * The editor, loaded when writing starts. It stands in for the textarea and keeps it: at any
 * moment what is written is the textarea's value, as HTML. So whoever sends the form or keeps a
 * draft needs to know nothing of the editor.
 */
import { Editor } from "@tiptap/core";

import type { Found, Writing } from "../composer/writing";
import { markedRange, markRange } from "./found-mark";
import { LinkForm } from "./link-form";
import { positionAt, rangeOf, visibleText } from "./places";
import { documentOf, visiblePlace } from "./plain-text";
import { extensions, typedRules } from "./schema";
import { connectToolbar } from "./toolbar";

export interface Place {
  text: HTMLTextAreaElement;
  /** The field that tells the server what `text` is: it becomes "html". */
  format: HTMLInputElement;
  /** The toolbar and the line that asks for a link. */
  tools: HTMLElement;
  /** What to begin with. Without it: what has been typed so far. */
  html: string | null;
}

export class RichText implements Writing {
  private readonly editor: Editor;
  private readonly text: HTMLTextAreaElement;
  private readonly format: HTMLInputElement;
  private readonly caret: number | null; // in the visible text, where the textarea has the focus

  constructor({ text, format, tools, html }: Place) {
    const typed = text.value;
    const frame = document.createElement("div");
    text.before(frame);
    this.text = text;
    this.format = format;
    this.editor = new Editor({
      element: frame,
      extensions,
      content: html ?? documentOf(typed),
      injectCSS: false,
      enableInputRules: typedRules,
      editorProps: { attributes: attributesOf(text) },
    });
    this.connect(tools);
    if (document.activeElement !== text) this.caret = null;
    else this.caret = html === null ? visiblePlace(typed, text.selectionEnd) : Infinity;
  }

  /** Stand in for the textarea, with the caret where it was. Not a letter may fall in between. */
  takeOver(): void {
    const { commands, state } = this.editor;
    if (this.caret !== null) {
      commands.setTextSelection(positionAt(state.doc, this.caret));
      this.focus();
    }
    this.text.hidden = true;
    this.format.value = "html";
    this.hand();
  }

  get plain(): string {
    return visibleText(this.editor.state.doc);
  }

  /** At once: Tiptap's own command waits for the next frame. */
  focus(): void {
    this.editor.view.focus();
  }

  replace(html: string): void {
    this.editor.commands.setContent(html, { emitUpdate: false });
    this.hand();
  }

  mark(start: number, end: number): Found {
    const { editor } = this;
    const text = Array.from(this.plain).slice(start, end).join("");
    markRange(editor, rangeOf(editor.state.doc, start, end));
    return {
      text,
      isThere: () => {
        const range = markedRange(editor.state);
        return (
          range !== null && editor.state.doc.textBetween(range.from, range.to, "\n", "\n") === text
        );
      },
      remove: () => {
        const range = markedRange(editor.state);
        if (range) editor.chain().focus().deleteRange(range).run();
      },
      unmark: () => {
        markRange(editor, null);
      },
    };
  }

  private connect(tools: HTMLElement): void {
    const { editor } = this;
    const place = tools.querySelector<HTMLElement>("[data-link]");
    const link = place && new LinkForm(place, editor);
    const toolbar = tools.querySelector<HTMLElement>("[role=toolbar]");
    if (toolbar) connectToolbar(toolbar, editor, () => link?.open());
    this.text.labels[0]?.addEventListener("click", () => {
      this.focus();
    });
    editor.setOptions({
      editorProps: {
        ...editor.options.editorProps,
        handleDOMEvents: {
          keydown: (_view, event) => {
            const isLink = isCommand(event) && event.key.toLowerCase() === "k";
            if (isLink) {
              event.preventDefault();
              link?.open();
            }
            return isLink || isForThePage(event);
          },
        },
      },
    });
    editor.on("update", () => {
      this.hand();
      this.text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  /** Give the textarea what is written. Nothing is nothing, and not an empty paragraph. */
  private hand(): void {
    const { isEmpty, state, view } = this.editor;
    this.text.value = isEmpty ? "" : this.editor.getHTML();
    const isBlank = isEmpty && state.doc.childCount === 1 && state.doc.firstChild?.isTextblock;
    view.dom.toggleAttribute("data-empty", isBlank); // a list that is begun shows its first sign
  }
}

/** The editor is called, and told of its messages, as the textarea is. */
function attributesOf(text: HTMLTextAreaElement): Record<string, string> {
  const [label] = text.labels;
  if (label) label.id ||= `${text.id}-label`;
  return {
    class: "composer__text composer__rich prose",
    role: "textbox",
    "aria-multiline": "true",
    ...(label && { "aria-labelledby": label.id }),
    ...(text.placeholder && { "data-placeholder": text.placeholder }),
    ...attribute(text, "aria-describedby"),
    ...attribute(text, "aria-invalid"),
  };
}

function attribute(element: Element, name: string): Record<string, string> {
  const value = element.getAttribute(name);
  return value === null ? {} : { [name]: value };
}

/** Tab goes on to the next thing, also from a list, and Ctrl+Enter publishes. */
function isForThePage(event: KeyboardEvent): boolean {
  return event.key === "Tab" || (event.key === "Enter" && isCommand(event));
}

function isCommand(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey;
}
