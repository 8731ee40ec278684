/** Marks what the guard found, where it stands, for as long as it stands there. */
import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

import type { Range } from "./places";

const found = new PluginKey<DecorationSet>("found");

const plugin = new Plugin<DecorationSet>({
  key: found,
  state: {
    init: () => DecorationSet.empty,
    apply(transaction, marked) {
      const range = transaction.getMeta(found) as Range | null | undefined;
      if (range === undefined) return marked.map(transaction.mapping, transaction.doc);
      if (range === null) return DecorationSet.empty;
      const mark = Decoration.inline(range.from, range.to, { class: "found" });
      return DecorationSet.create(transaction.doc, [mark]);
    },
  },
  props: {
    decorations: (state) => found.getState(state) ?? null,
  },
});

export const FoundMark = Extension.create({
  name: "foundMark",
  addProseMirrorPlugins: () => [plugin],
});

/** Mark the range and go to its end; without one, take the mark away. */
export function markRange(editor: Editor, range: Range | null): void {
  editor.view.dispatch(editor.state.tr.setMeta(found, range).setMeta("addToHistory", false));
  if (range) editor.chain().setTextSelection(range.to).focus().scrollIntoView().run();
}

/** What is marked now; null when there is no mark, or what it marked has been taken out. */
export function markedRange(state: EditorState): Range | null {
  const marks = found.getState(state)?.find() ?? [];
  const [first] = marks;
  const last = marks.at(-1);
  return first && last ? { from: first.from, to: last.to } : null;
}
