// The server counts characters in the visible text. These are the same texts as in its own tests.
import { Editor } from "@tiptap/core";
import { afterEach, describe, expect, it } from "vitest";

import { positionAt, rangeOf, visibleText } from "./places";
import { documentOf, visiblePlace } from "./plain-text";
import { extensions } from "./schema";

let editor: Editor | undefined;

function editing(content: string | ReturnType<typeof documentOf>): Editor {
  editor = new Editor({
    element: document.createElement("div"),
    extensions,
    content,
    injectCSS: false,
  });
  return editor;
}

afterEach(() => {
  editor?.destroy();
});

describe("the visible text", () => {
  it.each([
    ["<p>Ett</p><p>To</p>", "Ett\nTo"],
    ["<p>Ett<br>To</p>", "Ett\nTo"],
    ["<p>Ett</p><p></p><p>To</p>", "Ett\n\nTo"],
    ["<ul><li><p>Ett</p></li><li><p>To</p></li></ul><p>Tre</p>", "Ett\nTo\nTre"],
    ["<blockquote><p>Sitat</p></blockquote><p>Svar</p>", "Sitat\nSvar"],
    ["<p>So<strong>si</strong>o<em>nom</em></p>", "Sosionom"],
  ])("of %s", (html, text) => {
    expect(visibleText(editing(html).state.doc)).toBe(text);
  });
});

describe("a place that the server named", () => {
  const NUMBER = "17845230011";

  it.each([
    `<p>Saken er ${NUMBER}.</p>`,
    `<p>😀 👩‍👧 Saken er ${NUMBER}.</p>`,
    `<p>Først</p><ul><li><p>ett</p></li><li><p>så <strong>${NUMBER}</strong></p></li></ul>`,
    `<blockquote><p>Sitat<br>${NUMBER}</p></blockquote>`,
    `<p></p><p>${NUMBER}</p>`,
    `<p>178<em>452</em>30011</p>`,
  ])("is found in %s", (html) => {
    const { doc } = editing(html).state;
    const text = visibleText(doc);
    const start = Array.from(text.slice(0, text.indexOf(NUMBER))).length;
    const { from, to } = rangeOf(doc, start, start + NUMBER.length);
    expect(doc.textBetween(from, to)).toBe(NUMBER);
  });

  it("over two lines is all of it", () => {
    const { doc } = editing("<p>178452</p><p>30011 slutt</p>").state;
    const { from, to } = rangeOf(doc, 0, 12);
    expect(doc.textBetween(from, to, "\n")).toBe("178452\n30011");
  });

  it("beyond the end is the end", () => {
    const { doc } = editing("<p>Kort</p>").state;
    expect(rangeOf(doc, 90, 99)).toEqual({ from: 5, to: 5 });
  });
});

describe("what was typed before the editor came", () => {
  const typed = "Hei 😀\nog hei\n\nNytt avsnitt\n\n";

  it("is the same text, in paragraphs", () => {
    expect(editing(documentOf(typed)).getHTML()).toBe(
      "<p>Hei 😀<br>og hei</p><p>Nytt avsnitt</p><p></p>",
    );
  });

  it.each([
    "Hei 😀|",
    "Hei 😀\n|",
    "Hei 😀\nog hei|",
    "Hei 😀\nog hei\n\n|",
    "Hei 😀\nog hei\n\nNytt|",
    `${typed}|`,
  ])("keeps the caret at %j", (upToCaret) => {
    const caret = upToCaret.length - 1;
    const { doc } = editing(documentOf(typed)).state;
    const position = positionAt(doc, visiblePlace(typed, caret));
    const before = doc.textBetween(0, position, "\n", "\n");
    expect(before).toBe(typed.slice(0, caret).replaceAll("\n\n", "\n"));
  });
});
