import { Editor } from "@tiptap/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { LinkForm } from "./link-form";
import { extensions, typedRules } from "./schema";
import { connectToolbar } from "./toolbar";

let editor: Editor;

const tool = (name: string): HTMLButtonElement =>
  document.querySelector(`[data-tool=${name}]`) as HTMLButtonElement;
const link = (part = ""): HTMLElement => document.querySelector(`[data-link]${part}`) as HTMLElement;
const key = (name: string, on: Element | null = document.activeElement): void => {
  on?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
};

beforeEach(() => {
  document.body.innerHTML = `<form>
    <div role="toolbar"><button type="button" data-tool="bold"></button><button type="button" data-tool="italic"></button>
      <button type="button" data-tool="link"></button><button type="button" data-tool="orderedList"></button></div>
    <div data-link hidden><input><button type="button" data-link-set></button>
      <button type="button" data-link-remove hidden></button><p data-link-problem hidden></p></div>
    <div id="text"></div></form>`;
  editor = new Editor({
    element: document.querySelector("#text"),
    extensions,
    content: "<p>Se helsenorge nå</p>",
    injectCSS: false,
    enableInputRules: typedRules,
  });
  const asking = new LinkForm(link(), editor);
  connectToolbar(document.querySelector("[role=toolbar]") as HTMLElement, editor, () => {
    asking.open();
  });
});

afterEach(() => {
  editor.destroy();
});

describe("the toolbar", () => {
  it("does what it says to what is selected, and shows it", () => {
    editor.commands.setTextSelection({ from: 4, to: 14 });
    tool("bold").click();
    expect(editor.getHTML()).toBe("<p>Se <strong>helsenorge</strong> nå</p>");
    expect([tool("bold"), tool("italic")].map((each) => each.getAttribute("aria-pressed"))).toEqual([
      "true",
      "false",
    ]);
    editor.commands.setTextSelection(1);
    expect(tool("bold").getAttribute("aria-pressed")).toBe("false");
  });

  it("makes a numbered list, and a paragraph of it again", () => {
    tool("orderedList").click();
    expect(editor.getHTML()).toBe("<ol><li><p>Se helsenorge nå</p></li></ol>");
    tool("orderedList").click();
    expect(editor.getHTML()).toBe("<p>Se helsenorge nå</p>");
  });

  it("is one stop for Tab, with arrows between its buttons", () => {
    const stops = (): number[] =>
      [...document.querySelectorAll<HTMLElement>("[data-tool]")].map((each) => each.tabIndex);
    expect(stops()).toEqual([0, -1, -1, -1]);
    tool("bold").focus();
    key("ArrowRight");
    expect([document.activeElement, stops()]).toEqual([tool("italic"), [-1, 0, -1, -1]]);
    key("End");
    expect(document.activeElement).toBe(tool("orderedList"));
    key("ArrowRight");
    expect(document.activeElement).toBe(tool("bold"));
    key("ArrowLeft");
    expect(document.activeElement).toBe(tool("orderedList"));
    key("Home");
    expect(document.activeElement).toBe(tool("bold"));
  });

  it("gives the focus back to the text on Escape", async () => {
    tool("bold").focus();
    key("Escape");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(document.activeElement).toBe(editor.view.dom);
  });
});

describe("asking for a link", () => {
  const input = (): HTMLInputElement => document.querySelector("input") as HTMLInputElement;

  it("makes one of what is selected", () => {
    editor.commands.setTextSelection({ from: 4, to: 14 });
    tool("link").click();
    expect([link().hidden, document.activeElement]).toEqual([false, input()]);
    input().value = "helsenorge.no";
    key("Enter", input());
    expect(editor.getHTML()).toBe('<p>Se <a href="https://helsenorge.no">helsenorge</a> nå</p>');
    expect(link().hidden).toBe(true);
  });

  it("writes the address where nothing is selected", () => {
    editor.commands.setTextSelection(4);
    tool("link").click();
    input().value = "vg.no";
    link(" [data-link-set]").click();
    editor.commands.insertContent(" og ");
    expect(editor.getHTML()).toBe('<p>Se <a href="https://vg.no">vg.no</a> og helsenorge nå</p>');
  });

  it("shows where a link leads, changes it and takes it away", () => {
    editor.commands.setContent('<p>Se <a href="https://gammel.no">helsenorge</a> nå</p>');
    editor.commands.setTextSelection(6);
    expect(tool("link").getAttribute("aria-pressed")).toBe("true");
    tool("link").click();
    expect([input().value, link(" [data-link-remove]").hidden]).toEqual(["https://gammel.no", false]);
    input().value = "https://ny.no";
    key("Enter", input());
    expect(editor.getHTML()).toContain('<a href="https://ny.no">helsenorge</a>');
    editor.commands.setTextSelection(6);
    tool("link").click();
    link(" [data-link-remove]").click();
    expect(editor.getHTML()).toBe("<p>Se helsenorge nå</p>");
  });

  it("says what is wrong with an address that leads nowhere, and keeps it", () => {
    tool("link").click();
    input().value = "javascript:alert(1)";
    key("Enter", input());
    expect([link().hidden, link(" [data-link-problem]").hidden, input().value]).toEqual([
      false,
      false,
      "javascript:alert(1)",
    ]);
    expect(editor.getHTML()).toBe("<p>Se helsenorge nå</p>");
  });

  it("is left with Escape, and is no part of the form", () => {
    let heard = 0;
    document.querySelector("form")?.addEventListener("input", () => {
      heard += 1;
    });
    tool("link").click();
    input().dispatchEvent(new Event("input", { bubbles: true }));
    key("Escape", input());
    expect([link().hidden, heard]).toEqual([true, 0]);
    expect([...new FormData(document.querySelector("form") as HTMLFormElement)]).toEqual([]);
  });
});

describe("what is typed at the beginning of a line", () => {
  function typed(text: string): string {
    editor.commands.setContent("<p></p>");
    editor.commands.focus("start");
    for (const character of text) {
      const { from, to } = editor.state.selection;
      const { view } = editor;
      const isTaken = view.someProp("handleTextInput", (handle) =>
        handle(view, from, to, character, () => view.state.tr),
      );
      if (!isTaken) view.dispatch(view.state.tr.insertText(character, from, to));
    }
    return editor.getHTML();
  }

  it.each([
    ["- ett", "<ul><li><p>ett</p></li></ul>"],
    ["1. ett", "<ol><li><p>ett</p></li></ol>"],
    ["> sitat", "<blockquote><p>sitat</p></blockquote>"],
  ])("%s is a shorthand", (text, html) => {
    expect(typed(text)).toBe(html);
  });

  it.each([
    "3. desember er vi i Hamar",
    "+ 47 22 33 44 55",
    "* med stjerne",
    "# ikke overskrift",
    "17. mai",
  ])("%s is prose", (text) => {
    expect(typed(text)).toBe(`<p>${text}</p>`);
  });
});
