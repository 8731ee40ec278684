// The form with the editor in it, loaded as a browser loads it.
import type { Editor, SingleCommands } from "@tiptap/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import "../post-composer";
import { box, composer, editor, guard, KEY, load, one, press, said, type, value } from "./page.testing";

const network = vi.fn<typeof fetch>();
const answer = (status: number, body: string): Response => new Response(body, { status });

async function arrived(): Promise<HTMLElement> {
  await vi.waitFor(() => {
    expect(editor()).not.toBeNull();
  });
  return one("[role=textbox]");
}

/** Tiptap leaves itself on its element. */
function commands(): SingleCommands {
  return (one("[role=textbox]") as HTMLElement & { editor: Editor }).editor.commands;
}

/** Write at the caret, as the keyboard would. */
function write(text: string): void {
  commands().insertContent(text);
}

async function startWriting(text = ""): Promise<void> {
  box().focus();
  if (text) type(text);
  await arrived();
}

beforeEach(() => {
  vi.stubGlobal("fetch", network);
  sessionStorage.clear();
  load(composer());
});

afterEach(() => {
  network.mockReset();
  vi.unstubAllGlobals();
});

describe("the editor", () => {
  it("comes when writing starts, and not before", async () => {
    await new Promise((resolve) => setTimeout(resolve));
    expect(editor()).toBeNull();
    await startWriting();
    expect([box().hidden, value("format")]).toEqual([true, "html"]);
  });

  it("comes for its buttons as well, and the first one pressed does what it says", async () => {
    expect(one("[data-tools]").hidden).toBe(false);
    one("[data-tool=bulletList]").click();
    await arrived();
    await vi.waitFor(() => {
      expect(one("[data-tool=bulletList]").getAttribute("aria-pressed")).toBe("true");
    });
    one("[data-tool=bulletList]").click();
    expect(one("[data-tool=bulletList]").getAttribute("aria-pressed")).toBe("false");
  });

  it("does once what its first button says, when it came by the text", async () => {
    await startWriting("Et punkt");
    one("[data-tool=bulletList]").click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(one("[data-tool=bulletList]").getAttribute("aria-pressed")).toBe("true");
  });

  it("keeps what was typed while it was on its way, and goes on there", async () => {
    box().focus();
    type("Hei 😀\n\nTakk");
    box().setSelectionRange(6, 6);
    await arrived();
    expect(box().value).toBe("<p>Hei 😀</p><p>Takk</p>");
    write("!");
    expect(box().value).toBe("<p>Hei 😀!</p><p>Takk</p>");
  });

  it("is called, described and told of errors as the textarea is", async () => {
    box().setAttribute("aria-invalid", "true");
    await startWriting();
    const text = one("[role=textbox]");
    expect(one(`#${text.getAttribute("aria-labelledby") ?? ""}`).textContent).toBe("Skriv et svar");
    expect(text.getAttribute("aria-multiline")).toBe("true");
    expect(text.getAttribute("aria-describedby")).toBe("svar-vakt");
    expect(text.getAttribute("aria-invalid")).toBe("true");
  });

  it("is nothing, and not an empty paragraph, when nothing is written", async () => {
    await startWriting("a");
    expect(box().value).toBe("<p>a</p>");
    commands().clearContent(true);
    expect([box().value, sessionStorage.length]).toEqual(["", 0]);
  });

  it("lets Tab go on, also from a list, and leaves Ctrl+Enter to the form", async () => {
    load(composer({ html: "<ul><li><p>Ett</p></li><li><p>To</p></li></ul>" }));
    const text = await arrived();
    const before = box().value;
    text.focus();
    const tab = new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true });
    text.dispatchEvent(tab);
    expect([tab.defaultPrevented, box().value]).toEqual([false, before]);
    network.mockResolvedValue(answer(201, '{"frames":[]}'));
    text.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    expect((network.mock.calls[0]?.[1]?.body as FormData).get("text")).toBe(before);
  });

  it("begins at once with a text that has formatting", async () => {
    load(composer({ html: "<p>Et <strong>viktig</strong> punkt</p>", text: "Et **viktig** punkt" }));
    await arrived();
    expect(box().value).toBe("<p>Et <strong>viktig</strong> punkt</p>");
  });

  it("stays away from a formatted text that somebody has begun to change in the textarea", async () => {
    load(composer({ html: "<p>Et <strong>viktig</strong> punkt</p>", text: "Et **viktig** punkt" }));
    type("Et **viktig** punkt og ett til");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([editor(), value("format")]).toEqual([null, "plain"]);
  });
});

describe("an edit that was made in the textarea", () => {
  const MARKDOWN = "Et **viktig** punkt og ett til";

  it("goes on there after a reload, as the editor would show its signs", async () => {
    const page = composer({
      html: "<p>Et <strong>viktig</strong> punkt</p>",
      text: "Et **viktig** punkt",
    });
    load(page);
    type(MARKDOWN);
    load(page);
    box().focus();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([editor(), box().value]).toEqual([null, MARKDOWN]);
  });

  it("and was sent back by the server is what stands there", async () => {
    load(composer({ html: "<p>Det gamle</p>", text: MARKDOWN, guard: guard(3, 9) }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([editor(), box().value]).toEqual([null, MARKDOWN]);
  });
});

describe("a text written in the editor", () => {
  it("is sent as HTML, and the box is empty after", async () => {
    network.mockResolvedValue(answer(201, '{"frames":[]}'));
    await startWriting("Takk.");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    const sent = network.mock.calls[0]?.[1]?.body as FormData;
    expect([sent.get("text"), sent.get("format")]).toEqual(["<p>Takk.</p>", "html"]);
    expect([box().value, one("[role=textbox]").textContent]).toEqual(["", ""]);
  });

  it("is there again after a reload, with its formatting and its key", async () => {
    await startWriting();
    write("Et <strong>viktig</strong> punkt");
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["unsent"]);
    });
    load(composer().replace(KEY, "11111111-8a3e-4a7c-9a44-9f1d8f1f0a11"));
    expect(box().value).toBe("Et viktig punkt"); // until the editor is there
    await arrived();
    network.mockResolvedValue(answer(201, '{"frames":[]}'));
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    const sent = network.mock.calls.map(([, init]) => init?.body as FormData);
    expect(sent.map((form) => form.get("text"))).toEqual(
      Array(2).fill("<p>Et <strong>viktig</strong> punkt</p>"),
    );
    expect(sent.map((form) => form.get("key"))).toEqual([KEY, KEY]);
  });

  it("sent while the editor is on its way is sent as it is, and the box is empty after", async () => {
    let arrive: (answer: Response) => void = () => undefined;
    network.mockReturnValue(
      new Promise((resolve) => {
        arrive = resolve;
      }),
    );
    box().focus();
    type("Takk.");
    press();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(editor()).toBeNull();
    arrive(answer(201, '{"frames":[]}'));
    await arrived();
    expect([said(), box().value, sessionStorage.length]).toEqual([["sent"], "", 0]);
  });

  it("sent before the editor came, and again after, is the same post", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Takk.");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["unsent"]);
    });
    await startWriting();
    network.mockResolvedValue(answer(201, '{"frames":[]}'));
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    expect(network.mock.calls.map(([, init]) => (init?.body as FormData).get("key"))).toEqual([
      KEY,
      KEY,
    ]);
  });
});

describe("the guard in the editor", () => {
  const NUMBER = "17845230011";

  async function stop(start: number): Promise<void> {
    network.mockResolvedValue(
      answer(
        422,
        composer({ box: 'data-state="blocked"', guard: guard(start, start + NUMBER.length) }),
      ),
    );
    press();
    await vi.waitFor(() => {
      expect(document.querySelector("[data-problem]")).not.toBeNull();
    });
  }

  it("marks the number where it stands, and keeps all that is written", async () => {
    await startWriting(`😀 Først\n\nSaken er ${NUMBER}, tror jeg`);
    await stop(17);
    expect(one(".found").textContent).toBe(NUMBER);
    expect(one("[role=textbox]").getAttribute("aria-invalid")).toBe("true");
    expect(box().value).toBe(`<p>😀 Først</p><p>Saken er ${NUMBER}, tror jeg</p>`);
  });

  it("takes it out with the button, and the message with it", async () => {
    await startWriting(`Saken er ${NUMBER}, tror jeg`);
    await stop(9);
    one("[data-remove]").click();
    expect(box().value).toBe("<p>Saken er , tror jeg</p>");
    expect(document.querySelector(".found, [data-problem]")).toBeNull();
  });

  it("leaves when the number is changed by hand", async () => {
    await startWriting(`Saken er ${NUMBER}, tror jeg`);
    await stop(9);
    write("."); // the caret stands after it
    expect(box().value).toBe(`<p>Saken er ${NUMBER}., tror jeg</p>`);
    expect(document.querySelector("[data-problem]")).not.toBeNull();
    commands().deleteRange({ from: 12, to: 15 });
    expect(document.querySelector(".found, [data-problem]")).toBeNull();
  });

  it("marks it again when the editor comes to a form that the server sent back", async () => {
    load(
      composer({ text: `😀 Saken er ${NUMBER}`, box: 'data-state="blocked"', guard: guard(11, 22) }),
    );
    await arrived();
    expect(one(".found").textContent).toBe(NUMBER);
    one("[data-remove]").click();
    expect(box().value).toBe("<p>😀 Saken er </p>");
  });
});
