/** Plain text on its way into the editor: an empty line begins a paragraph, a line a new line. */
import type { JSONContent } from "@tiptap/core";

const BETWEEN_PARAGRAPHS = /\n[^\S\n]*\n\s*?(?=\S|$)/;

/** What was typed in the textarea, as a document for the editor. */
export function documentOf(text: string): JSONContent {
  return { type: "doc", content: text.split(BETWEEN_PARAGRAPHS).map(paragraph) };
}

/** Where a place in the textarea stands in the visible text of its document. */
export function visiblePlace(text: string, place: number): number {
  return text.slice(0, place).split(BETWEEN_PARAGRAPHS).join("\n").length;
}

function paragraph(text: string): JSONContent {
  const content = text
    .split("\n")
    .flatMap((line, index): JSONContent[] => [
      ...(index > 0 ? [{ type: "hardBreak" }] : []),
      ...(line ? [{ type: "text", text: line }] : []),
    ]);
  return { type: "paragraph", content };
}
