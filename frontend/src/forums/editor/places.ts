/**
 * Places in a text: as the guard counts them, and as the editor does.
 *
 * The server reads the visible text: one "\n" between text blocks and for each line break,
 * nothing else. It counts characters (code points), the browser UTF-16 units.
 */
import type { Node } from "@tiptap/pm/model";

export interface Range {
  from: number;
  to: number;
}

/** The text as a reader sees it, and as the server's guard reads it. */
export function visibleText(doc: Node): string {
  return doc.textBetween(0, doc.content.size, "\n", "\n");
}

/** Where in `doc` the characters from `start` to `end` of its visible text stand. */
export function rangeOf(doc: Node, start: number, end: number): Range {
  const { from, to } = unitsOf(visibleText(doc), start, end);
  return { from: positionAt(doc, from), to: positionAt(doc, to) };
}

/** The same range of `text` counted in UTF-16 units. */
export function unitsOf(text: string, start: number, end: number): Range {
  const characters = Array.from(text);
  const from = characters.slice(0, start).join("").length;
  return { from, to: from + characters.slice(start, end).join("").length };
}

/** The position in `doc` of a place in its visible text (UTF-16 units). The end, if it has none. */
export function positionAt(doc: Node, place: number): number {
  let begins = 0;
  let position: number | undefined;
  doc.descendants((node, before) => {
    if (!node.isTextblock || position !== undefined) return position === undefined;
    // Inside a text block the visible text and the content count alike: a break is one of each.
    if (place <= begins + node.content.size) position = before + 1 + place - begins;
    begins += node.content.size + 1;
    return false;
  });
  return position ?? Math.max(doc.content.size - 1, 0);
}
