// The form that must not lose a word. The network is played by the test, the page is real, and the
// editor cannot be had: the textarea does it all. With the editor: composer/with-editor.test.ts.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { connection } from "../realtime/tab-connection";
import {
  box,
  composer,
  field,
  guard,
  KEY,
  load,
  one,
  press,
  said,
  type,
  value,
} from "./composer/page.testing";
import "./post-composer";

vi.mock("./editor/rich-text", () => {
  throw new TypeError("Failed to fetch dynamically imported module");
});

const network = vi.fn<typeof fetch>();
const answer = (status: number, body: string): Response => new Response(body, { status });
const frames = answer.bind(null, 201, '{"frames":[]}');

/** What the browser told the server, one form a call. */
const sent = (name: string): unknown[] =>
  network.mock.calls.map(([, init]) => (init?.body as FormData).get(name));

async function until(state: string): Promise<void> {
  await vi.waitFor(() => {
    expect(said()).toEqual([state]);
  });
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

describe("publishing an answer", () => {
  it("leaves the focus with whoever has gone on to something else meanwhile", async () => {
    load(`${composer()}<input id="sok">`);
    network.mockResolvedValue(frames());
    type("Takk.");
    press();
    one("#sok").focus();
    await until("sent");
    expect(document.activeElement?.id).toBe("sok");
  });

  it("goes on in the box", async () => {
    network.mockResolvedValue(frames());
    type("Takk.");
    press();
    await until("sent");
    expect(document.activeElement).toBe(box());
  });

  it("empties the box, takes a new key and says so", async () => {
    network.mockResolvedValue(frames());
    type("Takk.");
    press();
    expect(said()).toEqual(["sending"]);
    await until("sent");
    expect(box().value).toBe("");
    expect(value("key")).not.toBe(KEY);
    expect(sessionStorage).toHaveLength(0);
  });

  it("applies what the answer brings, from the number that the region shows", async () => {
    const apply = vi.spyOn(connection, "apply").mockImplementation(() => undefined);
    document.body.insertAdjacentHTML("beforeend", '<live-region stream="topic:7"></live-region>');
    Object.assign(one("live-region"), { seq: 17 });
    network.mockResolvedValue(answer(201, '{"frames":[{"op":"ping","heads":{}}]}'));
    type("Takk.");
    press();
    await until("sent");
    expect(sent("after")).toEqual(["17"]);
    expect(apply).toHaveBeenCalledWith([{ op: "ping", heads: {} }]);
  });

  it("keeps what was typed while it was on its way", async () => {
    network.mockImplementation(() => {
      type("Og en ting til");
      return Promise.resolve(frames());
    });
    type("Takk.");
    press();
    await until("sent");
    expect(box().value).toBe("Og en ting til");
  });

  it("with more written after a lost answer is a new post, so that nothing is taken for a repeat", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Første utkast");
    press();
    await until("unsent");
    network.mockResolvedValue(frames());
    type("Første utkast, og det viktigste");
    press();
    await until("sent");
    expect(sent("key")[0]).toBe(KEY);
    expect(sent("key")[1]).not.toBe(KEY);
    expect(sent("key")[1]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it("pressed twice at once it is sent once", async () => {
    network.mockResolvedValue(frames());
    type("Takk.");
    press();
    press();
    await until("sent");
    expect(network).toHaveBeenCalledTimes(1);
  });

  it("goes without the toolbar, where the editor cannot be had", async () => {
    expect(one("[data-tools]").hidden).toBe(false);
    box().focus();
    await vi.waitFor(() => {
      expect(one("[data-tools]").hidden).toBe(true);
    });
    network.mockResolvedValue(frames());
    type("Takk.");
    press();
    await until("sent");
    expect(sent("format")).toEqual(["plain"]);
  });

  it("is Ctrl+Enter as well", async () => {
    network.mockResolvedValue(frames());
    type("Takk.");
    box().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
    await until("sent");
  });
});

describe("what does not arrive", () => {
  it("stays with its key, so that trying again is the same post", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Takk.");
    press();
    await until("unsent");
    expect([box().value, value("key")]).toEqual(["Takk.", KEY]);
    network.mockResolvedValue(frames());
    press();
    await until("sent");
    expect(sent("key")).toEqual([KEY, KEY]);
  });

  it("says that there is no network where there is none", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Takk.");
    press();
    await until("offline");
    expect(box().value).toBe("Takk.");
  });

  it.each([
    [500, "unsent"],
    [503, "unsent"],
    [429, "unsent"],
    [401, "signed-out"],
    [403, "signed-out"],
    [404, "gone"],
  ])("stays when the server answers %i, and says why: %s", async (status, state) => {
    network.mockResolvedValue(answer(status, "<h1>Feil</h1>"));
    type("Takk.");
    press();
    await until(state);
    expect(box().value).toBe("Takk.");
    expect(sessionStorage).toHaveLength(1);
  });

  it("stays when the answer is a way to sign in", async () => {
    const response = answer(200, "<form></form>");
    Object.defineProperty(response, "redirected", { value: true });
    network.mockResolvedValue(response);
    type("Takk.");
    press();
    await until("signed-out");
    expect(box().value).toBe("Takk.");
  });
});

describe("a refusal", () => {
  const refuse = (page: string, status = 422): void => {
    network.mockResolvedValue(answer(status, page));
  };
  const stopped = async (): Promise<void> => {
    await vi.waitFor(() => {
      expect(document.querySelector("[data-problem]")).not.toBeNull();
    });
  };

  it("has its message in place, and marks where the guard stopped", async () => {
    refuse(composer({ box: 'data-state="blocked"', guard: guard(2, 5) }));
    type("😀 123 igjen");
    press();
    await stopped();
    expect(box().value).toBe("😀 123 igjen");
    expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe("123");
    expect(box().getAttribute("aria-invalid")).toBe("true");
    expect(said()).toEqual([]);
  });

  it("is put right by the button, which takes the number out and the message away", async () => {
    refuse(composer({ box: 'data-state="blocked"', guard: guard(2, 5) }));
    type("😀 123 igjen");
    press();
    await stopped();
    one("[data-remove]").click();
    expect(box().value).toBe("😀  igjen");
    expect(document.querySelector("[data-problem]")).toBeNull();
    expect(one("[data-box]").dataset.state).toBeUndefined();
    expect(box().hasAttribute("aria-invalid")).toBe(false);
  });

  it("goes by itself when the number has been taken out by hand", async () => {
    refuse(composer({ box: 'data-state="blocked"', guard: guard(2, 5) }));
    type("😀 123 igjen");
    press();
    await stopped();
    type("😀 123 igjen, med mer");
    expect(document.querySelector("[data-problem]")).not.toBeNull();
    type("😀 igjen, med mer");
    expect(document.querySelector("[data-problem]")).toBeNull();
  });

  it("of a key takes the one that the server gives instead", async () => {
    refuse(composer({ guard: "<p data-problem>Alt publisert</p>" }).replace(KEY, "en-ny"));
    type("Takk.");
    press();
    await stopped();
    network.mockResolvedValue(frames());
    press();
    await until("sent");
    expect(sent("key")).toEqual([KEY, "en-ny"]);
  });

  it("of a title keeps what stands in it, and goes there", async () => {
    const fields = (more = ""): string =>
      `<div id="svar-tittel" data-fresh><input name="title" ${more}></div>`;
    load(composer({ fields: fields() }));
    refuse(composer({ fields: fields('aria-invalid="true" value="noe annet"') }));
    type("Om 123", field("title"));
    type("Teksten");
    press();
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(field("title"));
    });
    expect([value("title"), field("title").getAttribute("aria-invalid"), box().value]).toEqual([
      "Om 123",
      "true",
      "Teksten",
    ]);
  });

  it("because another has changed the post keeps both texts, and the new revision", async () => {
    const fields = (revision: number, other = ""): string =>
      `<input type="hidden" name="revision" value="${revision}"><div id="svar-konflikt" data-fresh>${other}</div>`;
    load(composer({ attributes: 'draft="post:5"', fields: fields(1) }));
    refuse(
      composer({ attributes: 'draft="post:5"', fields: fields(2, "<p data-problem>Den andres</p>") }),
      409,
    );
    type("Min tekst");
    press();
    await stopped();
    expect([box().value, value("revision")]).toEqual(["Min tekst", "2"]);
    expect(one("#svar-konflikt").textContent).toBe("Den andres");
  });

  it("with a page that has no form keeps the text", async () => {
    refuse("<h1>Noe annet</h1>");
    type("Takk.");
    press();
    await until("unsent");
    expect(box().value).toBe("Takk.");
  });
});

describe("a form that leads on", () => {
  const fields = `<select name="kind"><option value="question"></option><option value="case"></option></select>
    <input name="title">`;
  const topic = { attributes: 'draft="board:3"', action: "http://localhost/forum/3/ny/", fields };
  const followed = vi.fn();

  beforeEach(() => {
    vi.spyOn(location, "assign").mockImplementation(followed);
    followed.mockReset();
    load(composer(topic));
  });

  it("goes where the server says, and leaves no draft", async () => {
    network.mockResolvedValue(answer(201, '{"address":"/trad/12/"}'));
    type("Tittel", field("title"));
    type("Tekst");
    press();
    await vi.waitFor(() => {
      expect(followed).toHaveBeenCalledWith("/trad/12/");
    });
    expect(sent("after")).toEqual([null]);
    expect(sessionStorage).toHaveLength(0);
  });

  it("keeps title and kind with the text over a reload", () => {
    field("kind").value = "case";
    type("Tittel", field("title"));
    type("Tekst");
    load(composer(topic));
    expect([value("kind"), value("title"), box().value]).toEqual(["case", "Tittel", "Tekst"]);
    expect(said()).toEqual(["restored"]);
  });
});

describe("a text that is not published", () => {
  it("is there again after a reload of the tab", () => {
    type("Halvferdig");
    load(composer());
    expect(box().value).toBe("Halvferdig");
    type("Halvferdig og mer");
    expect(said()).toEqual([]);
  });

  it("is not put into another's form, nor into another topic's", () => {
    type("Halvferdig");
    load(composer().replace('member="1"', 'member="2"'));
    expect(box().value).toBe("");
    load(composer({ attributes: 'draft="topic:8"' }));
    expect(box().value).toBe("");
  });

  it("is gone from the tab when another member writes there", () => {
    type("Halvferdig");
    load(composer().replace('member="1"', 'member="2"'));
    expect(sessionStorage).toHaveLength(0);
    load(composer());
    expect(box().value).toBe("");
  });

  it("keeps its key over a reload when it may have been sent", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    type("Takk.");
    press();
    await until("unsent");
    load(composer().replace(KEY, "11111111-8a3e-4a7c-9a44-9f1d8f1f0a11"));
    expect([box().value, value("key")]).toEqual(["Takk.", KEY]);
  });

  it("gives way to what the server has sent back", () => {
    type("Et gammelt utkast");
    load(composer({ text: "Det siste", guard: guard(0, 3) }));
    expect(box().value).toBe("Det siste");
  });

  it("is gone after signing out", () => {
    type("Halvferdig");
    document.body.insertAdjacentHTML(
      "beforeend",
      "<form action='/konto/logout/'><button></button></form>",
    );
    one("[action='/konto/logout/'] button").click();
    load(composer());
    expect(box().value).toBe("");
  });

  it("can be sent where nothing can be kept", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("Full", "QuotaExceededError");
    });
    network.mockResolvedValue(frames());
    type("Takk.");
    press();
    await until("sent");
  });
});

describe("throwing it away", () => {
  it("is asked about first", () => {
    type("Halvferdig");
    one("[data-discard]").click();
    expect(one("[data-discard-question]").hidden).toBe(false);
    expect(document.activeElement).toBe(one("[data-no]"));
    one("[data-no]").click();
    expect([one("[data-discard-question]").hidden, box().value]).toEqual([true, "Halvferdig"]);
    one("[data-discard]").click();
    one("[data-yes]").click();
    expect([box().value, sessionStorage.length]).toEqual(["", 0]);
  });

  it("needs no question where nothing is written", () => {
    one("[data-discard]").click();
    expect(one("[data-discard-question]").hidden).toBe(true);
  });

  it("leads back from a page that is for writing", () => {
    const followed = vi.fn();
    vi.spyOn(location, "assign").mockImplementation(followed);
    load(composer({ discard: '<a href="http://localhost/forum/3/" data-discard>Forkast</a>' }));
    type("Halvferdig");
    one("[data-discard]").click();
    expect(followed).not.toHaveBeenCalled();
    one("[data-yes]").click();
    expect(followed).toHaveBeenCalledWith("http://localhost/forum/3/");
    expect(sessionStorage).toHaveLength(0);
  });
});
