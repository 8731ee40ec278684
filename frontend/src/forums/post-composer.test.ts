// The form that must not lose a word. The network is played by the test, the page is real.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import "./post-composer";

const KEY = "0b0f7f5e-8a3e-4a7c-9a44-9f1d8f1f0a11";
const composer = `
  <post-composer topic="7" member="1"><form method="post" action="http://localhost/trad/7/">
    <input type="hidden" name="key" value="${KEY}">
    <div data-box><textarea name="text"></textarea></div>
    <p data-when="sending" hidden></p><p data-when="sent" hidden></p>
    <p data-when="unsent" hidden></p><p data-when="signed-out" hidden></p>
    <button>Publiser</button>
  </form></post-composer>`;

/** As a browser has it: the element is whole before it is connected. */
function load(html = composer): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  document.body.replaceChildren(template.content.cloneNode(true));
}

const box = (): HTMLTextAreaElement => document.querySelector("textarea") as HTMLTextAreaElement;
const key = (): string => (document.querySelector("[name=key]") as HTMLInputElement).value;
const said = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>("[data-when]")]
    .filter((notice) => !notice.hidden)
    .map((notice) => notice.dataset.when);

function type(text: string): void {
  box().value = text;
  box().dispatchEvent(new Event("input", { bubbles: true }));
}

function press(): void {
  document.querySelector("form")?.requestSubmit();
}

const network = vi.fn<typeof fetch>();
const answer = (status: number, body: string): Response => new Response(body, { status });

beforeEach(() => {
  vi.stubGlobal("fetch", network);
  sessionStorage.clear();
  load();
});

afterEach(() => {
  network.mockReset();
  vi.unstubAllGlobals();
});

describe("publishing", () => {
  it("empties the box, takes a new key and says so", async () => {
    network.mockResolvedValue(answer(201, '{"frames":[]}'));
    type("Takk.");
    press();
    expect(said()).toEqual(["sending"]);
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    expect(box().value).toBe("");
    expect(key()).not.toBe(KEY);
    expect(sessionStorage).toHaveLength(0);
  });

  it("keeps what was typed while it was on its way", async () => {
    network.mockImplementation(() => {
      type("Og en ting til");
      return Promise.resolve(answer(201, '{"frames":[]}'));
    });
    type("Takk.");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    expect(box().value).toBe("Og en ting til");
  });

  it("with more written after a lost answer is a new post, so that nothing is taken for a repeat", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Første utkast");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["unsent"]);
    });
    network.mockResolvedValue(answer(201, '{"frames":[]}'));
    type("Første utkast, og det viktigste");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    const sent = network.mock.calls.map(([, init]) => (init?.body as FormData).get("key"));
    expect(sent[0]).toBe(KEY);
    expect(sent[1]).not.toBe(KEY);
    expect(sent[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("pressed twice at once it is sent once", async () => {
    network.mockResolvedValue(answer(201, '{"frames":[]}'));
    type("Takk.");
    press();
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["sent"]);
    });
    expect(network).toHaveBeenCalledTimes(1);
  });

  it("without network keeps text and key, so that trying again is the same post", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Takk.");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["unsent"]);
    });
    expect([box().value, key()]).toEqual(["Takk.", KEY]);
  });

  it.each([500, 502, 503])("does the same when the server answers %i", async (status) => {
    network.mockResolvedValue(answer(status, "<h1>Feil</h1>"));
    type("Takk.");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["unsent"]);
    });
    expect(box().value).toBe("Takk.");
  });

  it("shows the guard's message in place, and marks where it stopped", async () => {
    const page = composer.replace(
      "<div data-box>",
      '<div data-box data-state="blocked"><p data-problem data-start="2" data-end="5">Stopp</p>',
    );
    network.mockResolvedValue(answer(422, page));
    type("😀 123 igjen");
    press();
    await vi.waitFor(() => {
      expect(document.querySelector("[data-problem]")?.textContent).toBe("Stopp");
    });
    expect(box().value).toBe("😀 123 igjen");
    expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe("123");
  });
});

describe("a text that is not published", () => {
  it("is there again after a reload of the tab", () => {
    type("Halvferdig");
    load();
    expect(box().value).toBe("Halvferdig");
  });

  it("keeps its key over a reload when it may have been sent", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Takk.");
    press();
    await vi.waitFor(() => {
      expect(said()).toEqual(["unsent"]);
    });
    load(composer.replace(KEY, "11111111-8a3e-4a7c-9a44-9f1d8f1f0a11"));
    expect([box().value, key()]).toEqual(["Takk.", KEY]);
  });

  it("is gone after signing out", () => {
    type("Halvferdig");
    document.body.insertAdjacentHTML("beforeend", "<form action='/konto/logout/'><button></button></form>");
    document.querySelector<HTMLFormElement>("[action='/konto/logout/']")?.requestSubmit();
    load();
    expect(box().value).toBe("");
  });
});
