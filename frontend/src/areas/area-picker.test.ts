import { afterEach, beforeEach, expect, test, vi } from "vitest";

import "./area-picker";

const NAMES = ["Vågan", "Vågå", "Våler"];

function fragment(names: string[]): string {
  if (!names.length) return '<p class="picker__status">Vi fant ikke «Odense».</p>';
  const rows = names.map((name) => `<li><a href="/valgt/?area=${name}">${name}</a></li>`);
  return `<p data-with-keys="${names.length} treff. Bruk piltastene og Enter.">${names.length} treff.</p>
    <ul id="picker-options">${rows.join("")}</ul>`;
}

/** Put on the page in one piece, as a browser does with what the server sent. */
function place(html: string): void {
  const page = document.createElement("div");
  page.innerHTML = html;
  document.body.replaceChildren(page);
}

function build(results = ""): void {
  place(`
    <area-picker data-failed="Trykk på Søk." data-label="Områder">
      <form action="/velg-omrade/">
        <input name="q" type="search"><button>Søk</button><input type="hidden" name="next" value="/tema/">
      </form>
      <p role="status"></p>
      <div data-results>${results}</div>
    </area-picker>`);
}

const field = (): HTMLInputElement => document.querySelector("input[name=q]") as HTMLInputElement;
const status = (): string => document.querySelector("[role=status]")?.textContent ?? "";
const button = (): HTMLButtonElement => document.querySelector("button") as HTMLButtonElement;
const options = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[role=option]")];
const active = (): string | undefined =>
  document.getElementById(field().getAttribute("aria-activedescendant") ?? "")?.textContent;

function press(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  field().dispatchEvent(event);
  return event;
}

function type(text: string): void {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

/** Each search is answered when the test says so. */
let answers: ((html: string, ok?: boolean) => void)[];
let asked: URL[];
let fetching: ReturnType<typeof vi.fn>;

async function answer(place: number, html: string, ok = true): Promise<void> {
  answers[place]?.(html, ok);
  await vi.advanceTimersByTimeAsync(0);
}

async function find(text: string, names: string[]): Promise<void> {
  type(text);
  await vi.advanceTimersByTimeAsync(150);
  await answer(answers.length - 1, fragment(names));
}

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  asked = [];
  fetching = vi.fn((address: string) => {
    asked.push(new URL(address, "http://localhost"));
    return new Promise((resolve) => {
      answers.push((html, ok = true) => {
        resolve({ ok, status: ok ? 200 : 500, text: () => Promise.resolve(html) });
      });
    });
  });
  vi.stubGlobal("fetch", fetching);
  build();
});

afterEach(() => {
  document.body.innerHTML = "";
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("the field is a combobox, and the button is not needed", () => {
  expect(field().getAttribute("role")).toBe("combobox");
  expect(field().getAttribute("aria-autocomplete")).toBe("list");
  expect(field().getAttribute("aria-expanded")).toBe("false");
  expect(field().hasAttribute("aria-controls")).toBe(false);
  expect(button().hidden).toBe(true);
});

test("it asks a moment after the last letter, once, with the form's other fields", async () => {
  type("v");
  await vi.advanceTimersByTimeAsync(100);
  type("vå");
  await vi.advanceTimersByTimeAsync(149);
  expect(fetching).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(1);

  expect(asked.map((each) => each.pathname)).toEqual(["/velg-omrade/"]);
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
    partial: "1",
    q: "vå",
    next: "/tema/",
  });
});

test("the answer becomes a list box of which the first is active", async () => {
  await find("vå", NAMES);

  const list = document.querySelector("ul");
  expect(list?.getAttribute("role")).toBe("listbox");
  expect(list?.getAttribute("aria-label")).toBe("Områder");
  expect(field().getAttribute("aria-controls")).toBe(list?.id);
  expect(field().getAttribute("aria-expanded")).toBe("true");
  expect(options().map((each) => each.getAttribute("aria-selected"))).toEqual(["true", "false", "false"]);
  expect(options().every((each) => each.tabIndex === -1)).toBe(true);
  expect(options()[0]?.parentElement?.getAttribute("role")).toBe("presentation");
  expect(new Set(options().map((each) => each.id)).size).toBe(3);
  expect(active()).toBe("Vågan");
});

test("the count is said once, by the line that was there before", async () => {
  await find("vå", NAMES);

  expect(status()).toBe("3 treff. Bruk piltastene og Enter.");
  expect(document.querySelector<HTMLElement>("[data-results] > p")?.hidden).toBe(true);
});

test("nothing found is said too, and nothing is open", async () => {
  await find("odense", []);

  expect(status()).toBe("Vi fant ikke «Odense».");
  expect(field().getAttribute("aria-expanded")).toBe("false");
  expect(field().hasAttribute("aria-activedescendant")).toBe(false);
});

test("arrows go through the options and around, Home and End to the ends", async () => {
  await find("vå", NAMES);

  const visited = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"].map((key) => {
    expect(press(key).defaultPrevented).toBe(true);
    return active();
  });

  expect(visited).toEqual(["Vågå", "Våler", "Vågan", "Våler", "Vågan", "Våler"]);
  expect(options().map((each) => each.getAttribute("aria-selected"))).toEqual(["false", "false", "true"]);
});

test("Enter follows the active option", async () => {
  await find("vå", NAMES);
  const followed = vi.fn((event: Event) => {
    event.preventDefault();
  });
  options()[1]?.addEventListener("click", followed);

  press("ArrowDown");
  const enter = press("Enter");

  expect(followed).toHaveBeenCalledOnce();
  expect(enter.defaultPrevented).toBe(true);
});

test("without options Enter sends the form, and other keys do what they always do", () => {
  for (const key of ["Enter", "ArrowDown", "Home", "End", "Escape"]) {
    expect(press(key).defaultPrevented).toBe(false);
  }
});

test("letters and combinations are the field's own", async () => {
  await find("vå", NAMES);

  expect(press("a").defaultPrevented).toBe(false);
  expect(press("Home", { shiftKey: true }).defaultPrevented).toBe(false);
  expect(press("Enter", { ctrlKey: true }).defaultPrevented).toBe(false);
  expect(press("Enter", { isComposing: true }).defaultPrevented).toBe(false);
});

test("Escape closes the list and leaves the text", async () => {
  await find("vå", NAMES);

  expect(press("Escape").defaultPrevented).toBe(true);

  expect(options()).toEqual([]);
  expect(status()).toBe("");
  expect(field().value).toBe("vå");
  expect(field().getAttribute("aria-expanded")).toBe("false");
});

test("Escape also stops a search under way", async () => {
  await find("vå", NAMES);
  type("våg");
  await vi.advanceTimersByTimeAsync(150);

  press("Escape");
  await answer(1, fragment(NAMES));

  expect(options()).toEqual([]);
});

test("an answer that was overtaken is dropped", async () => {
  type("v");
  await vi.advanceTimersByTimeAsync(150);
  type("vå");
  await vi.advanceTimersByTimeAsync(150);

  await answer(1, fragment(["Våler"]));
  await answer(0, fragment(NAMES));

  expect(options().map((each) => each.textContent)).toEqual(["Våler"]);
});

test("an answer to a text that is being changed is dropped", async () => {
  type("v");
  await vi.advanceTimersByTimeAsync(150);
  type("vå");
  await answer(0, fragment(NAMES));

  expect(options()).toEqual([]);
});

test("an empty field empties the list without asking", async () => {
  await find("vå", NAMES);

  type("  ");
  await vi.advanceTimersByTimeAsync(200);

  expect(options()).toEqual([]);
  expect(status()).toBe("");
  expect(fetching).toHaveBeenCalledOnce();
});

test("without network the form is plain again and says so, until a search works", async () => {
  await find("vå", NAMES);
  fetching.mockRejectedValueOnce(new TypeError("offline"));
  type("våg");
  await vi.advanceTimersByTimeAsync(150);

  expect(status()).toBe("Trykk på Søk.");
  expect(button().hidden).toBe(false);
  expect(options()).toEqual([]);
  expect(press("Enter").defaultPrevented).toBe(false);

  await find("vå", NAMES);
  expect(button().hidden).toBe(true);
  expect(options()).toHaveLength(3);
});

test("an error of the server counts as no network", async () => {
  type("vå");
  await vi.advanceTimersByTimeAsync(150);
  await answer(0, "<h1>500</h1>", false);

  expect(status()).toBe("Trykk på Søk.");
  expect(document.querySelector("[data-results]")?.textContent).toBe("");
});

test("a failure that was overtaken is not told", async () => {
  type("v");
  await vi.advanceTimersByTimeAsync(150);
  type("vå");
  await vi.advanceTimersByTimeAsync(150);

  await answer(1, fragment(NAMES));
  await answer(0, "", false);

  expect(options()).toHaveLength(3);
  expect(status()).toBe("3 treff. Bruk piltastene og Enter.");
});

test("hits that came with the page are options at once", () => {
  build(fragment(NAMES));

  expect(options()).toHaveLength(3);
  expect(active()).toBe("Vågan");
  expect(field().getAttribute("aria-expanded")).toBe("true");
});

test("an element taken off the page asks nothing more", async () => {
  type("vå");
  document.querySelector("area-picker")?.remove();
  await vi.advanceTimersByTimeAsync(200);

  expect(fetching).not.toHaveBeenCalled();
});

test("a form without a field is left alone", () => {
  place("<area-picker><button>Søk</button></area-picker>");

  expect(button().hidden).toBe(false);
});
