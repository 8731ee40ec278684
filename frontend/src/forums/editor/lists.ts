/**
 * Lists that leave prose alone: "3. desember" stays a date and "+ 47" a telephone number. What is
 * stored has lists that begin at 1, so no other can be made here.
 */
import { Extension, Node, wrappingInputRule } from "@tiptap/core";

/** In place of Tiptap's own, which takes any number at the beginning of a line for its own. */
export const NumberedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: () => ["ol", 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleList(this.name, "listItem") };
  },
});

/** "- " and "1. " begin a list. */
export const TypedLists = Extension.create({
  name: "typedLists",
  addInputRules() {
    const { bulletList, orderedList } = this.editor.schema.nodes;
    return [
      ...(bulletList ? [wrappingInputRule({ find: /^-\s$/, type: bulletList })] : []),
      ...(orderedList ? [wrappingInputRule({ find: /^1\.\s$/, type: orderedList })] : []),
    ];
  },
});
