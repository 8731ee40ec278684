/** What the composer needs of a text that is being written, in a textarea or in the editor. */

export interface Writing {
  /** The text as a reader sees it, without bold, lists and links. */
  readonly plain: string;
  focus(): void;
  /** Begin again with this. */
  replace(text: string): void;
  /** Mark what the guard found, and go there. Places are counted in characters (code points). */
  mark(start: number, end: number): Found;
}

/** Something the guard found in a text. */
export interface Found {
  text: string;
  isThere(): boolean;
  remove(): void;
  unmark(): void;
}

/** The textarea. It can select what was found, though not colour it. */
export class PlainText implements Writing {
  constructor(private readonly control: HTMLTextAreaElement) {}

  get plain(): string {
    return this.control.value;
  }

  focus(): void {
    this.control.focus();
  }

  replace(text: string): void {
    this.control.value = text;
  }

  mark(start: number, end: number): Found {
    const { control } = this;
    const characters = Array.from(control.value);
    const found = characters.slice(start, end).join("");
    const from = characters.slice(0, start).join("").length;
    control.focus();
    control.setSelectionRange(from, from + found.length);
    return {
      text: found,
      isThere: () => control.value.includes(found),
      remove: () => {
        takeOut(control, found, from);
      },
      unmark: () => undefined,
    };
  }
}

/** Where it stood when it was found, or where it stands now. */
function takeOut(control: HTMLTextAreaElement, found: string, from: number): void {
  const stillThere = control.value.startsWith(found, from);
  const place = stillThere ? from : control.value.indexOf(found);
  if (place < 0) return;
  control.focus();
  control.setRangeText("", place, place + found.length, "end");
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
