/**
 * The row of buttons over the text. Its markup comes with the page, so that it is in its language:
 *
 *   <div role="toolbar"><button data-tool="bold" aria-pressed="false" aria-label="Fet">F</button>…
 *
 * One stop for Tab; the arrow keys, Home and End go between the buttons, Escape goes to the text.
 */
import type { Editor } from "@tiptap/core";

interface Tool {
  use(editor: Editor): void;
  isOn(editor: Editor): boolean;
}

const TOOLS: Record<string, Tool> = {
  bold: {
    use: (editor) => editor.chain().focus().toggleBold().run(),
    isOn: (editor) => editor.isActive("bold"),
  },
  italic: {
    use: (editor) => editor.chain().focus().toggleItalic().run(),
    isOn: (editor) => editor.isActive("italic"),
  },
  bulletList: {
    use: (editor) => editor.chain().focus().toggleBulletList().run(),
    isOn: (editor) => editor.isActive("bulletList"),
  },
  orderedList: {
    use: (editor) => editor.chain().focus().toggleList("orderedList", "listItem").run(),
    isOn: (editor) => editor.isActive("orderedList"),
  },
  blockquote: {
    use: (editor) => editor.chain().focus().toggleBlockquote().run(),
    isOn: (editor) => editor.isActive("blockquote"),
  },
};
const LINK = "link";

/** Make the buttons of `bar` work on the editor; `askForLink` is what the link's button does. */
export function connectToolbar(bar: HTMLElement, editor: Editor, askForLink: () => void): void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("[data-tool]")];
  bar.addEventListener("click", (event) => {
    const name = (event.target as Element).closest<HTMLElement>("[data-tool]")?.dataset.tool ?? "";
    if (name === LINK) askForLink();
    else TOOLS[name]?.use(editor);
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") editor.commands.focus();
    else moveFocus(event, buttons);
  });
  const update = (): void => {
    for (const button of buttons) {
      const name = button.dataset.tool ?? "";
      const isOn = name === LINK ? editor.isActive(LINK) : TOOLS[name]?.isOn(editor);
      button.setAttribute("aria-pressed", String(isOn ?? false));
    }
  };
  editor.on("transaction", update);
  setStop(buttons, 0);
  update();
}

function moveFocus(event: KeyboardEvent, buttons: HTMLButtonElement[]): void {
  const here = buttons.indexOf(event.target as HTMLButtonElement);
  const count = buttons.length;
  const places: Partial<Record<string, number>> = {
    ArrowRight: (here + 1) % count,
    ArrowLeft: (here + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
  const next = places[event.key];
  if (here < 0 || next === undefined) return;
  event.preventDefault();
  setStop(buttons, next);
  buttons[next]?.focus();
}

function setStop(buttons: HTMLButtonElement[], stop: number): void {
  for (const [index, button] of buttons.entries()) button.tabIndex = index === stop ? 0 : -1;
}
