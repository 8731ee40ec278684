// A board under the eyes of a reader. The page is as the server renders it.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { NewTopics } from "./new-topics";
import "./new-topics";

const NEW = '<p class="topic-row__new" data-new="0" hidden></p>';

interface Row {
  id: number;
  last: number;
  answers?: number;
  author?: number;
  title?: string;
}

const fragment = ({ id, last, answers = 0, author = 2, title = `Tråd ${id}` }: Row): string =>
  `<article id="topic-${id}" data-last="${last}" data-answers="${answers}" data-last-author="${author}">
    <h3><a href="/trad/${id}/">${title}</a></h3></article>`;
const row = (of: Row, unread?: number): string =>
  `<li data-topic="${of.id}"${unread === undefined ? "" : " data-unread"}>${fragment(of)}
    ${unread ? `<p class="topic-row__new" data-new="${unread}">${unread} ${unread === 1 ? "ny" : "nye"}</p>` : NEW}</li>`;
const page = (rows: string[], attributes = "first"): string => `
  <live-region stream="board:3" member="1">
    <new-topics member="1" ${attributes} new-one="1 ny tråd" new-many="{count} nye tråder"
      moved-one="nye svar i 1 tråd" moved-many="nye svar i {count} tråder"
      unread-one="1 ny" unread-many="{count} nye">
      <a class="live-button" href="/forum/3/" hidden><span></span></a><p role="status"></p>
      <template><li data-topic>${NEW}</li></template>
    </new-topics>
    <ul data-rows>${rows.join("")}</ul>
  </live-region>`;

function load(html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  document.body.replaceChildren(template.content.cloneNode(true));
}

function told(of: Row): void {
  const template = document.createElement("template");
  template.innerHTML = fragment(of);
  const topics = document.querySelector("new-topics") as NewTopics;
  topics.take(template.content.firstElementChild as HTMLElement);
}

const button = (): HTMLAnchorElement => document.querySelector(".live-button") as HTMLAnchorElement;
const press = (): boolean =>
  button().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
const order = (): (string | undefined)[] =>
  [...document.querySelectorAll("[data-rows] article")].map((each) => each.id.replace("topic-", ""));
const item = (id: number): HTMLElement =>
  document.querySelector(`#topic-${id}`)?.closest("li") as HTMLElement;
const mark = (id: number): string =>
  `${item(id).hasAttribute("data-unread") ? "ulest" : "lest"} ${item(id).querySelector(".topic-row__new")?.textContent ?? ""}`.trim();

const network = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal("fetch", network.mockRejectedValue(new TypeError("Failed to fetch")));
  load(
    page([
      row({ id: 3, last: 30, answers: 2 }),
      row({ id: 2, last: 20, answers: 4 }, 1),
      row({ id: 1, last: 10 }),
    ]),
  );
});

afterEach(() => {
  network.mockReset();
  vi.unstubAllGlobals();
});

describe("a topic that was started", () => {
  it("waits behind the button, which says how many in words", () => {
    told({ id: 4, last: 40 });
    expect([order(), button().hidden, button().textContent]).toEqual([
      ["3", "2", "1"],
      false,
      "1 ny tråd",
    ]);
    told({ id: 5, last: 50 });
    expect(button().textContent).toBe("2 nye tråder");
    expect(document.querySelector("[role=status]")?.textContent).toBe("2 nye tråder");
  });

  it("comes with the others in their order when the button is pressed, unread, with the focus", () => {
    for (const id of [5, 4]) told({ id, last: id * 10 });
    expect(press()).toBe(false); // the link is not followed
    expect(order()).toEqual(["5", "4", "3", "2", "1"]);
    expect(mark(5)).toBe("ulest");
    expect(document.activeElement?.textContent).toBe("Tråd 5");
    expect(button().hidden).toBe(true);
  });

  it("told twice, and again after it is shown, is one", () => {
    told({ id: 4, last: 40 });
    told({ id: 4, last: 40 });
    expect(button().textContent).toBe("1 ny tråd");
    press();
    told({ id: 4, last: 40 });
    expect([order(), button().hidden]).toEqual([["4", "3", "2", "1"], true]);
  });

  it("by oneself is not unread", () => {
    told({ id: 4, last: 40, author: 1 });
    press();
    expect(mark(4)).toBe("lest");
  });

  it("is not announced any more once it is taken away", () => {
    told({ id: 4, last: 40 });
    const detail = { op: "removed", stream: "board:3", seq: 9, row: "topic", id: 4 };
    document.querySelector("live-region")?.dispatchEvent(new CustomEvent("live-changed", { detail }));
    expect(button().hidden).toBe(true);
  });
});

describe("a topic that was answered", () => {
  it("waits when it would move, and counts what is new when it does", () => {
    told({ id: 2, last: 40, answers: 6 });
    expect([order(), mark(2), button().textContent]).toEqual([
      ["3", "2", "1"],
      "ulest 1 ny",
      "nye svar i 1 tråd",
    ]);
    told({ id: 4, last: 50 });
    expect(button().textContent).toBe("1 ny tråd, nye svar i 1 tråd");
    press();
    expect([order(), mark(2)]).toEqual([["4", "2", "3", "1"], "ulest 3 nye"]);
  });

  it("is not a new one, though it comes from a later page", () => {
    told({ id: 99, last: 40, answers: 12 });
    expect(button().textContent).toBe("nye svar i 1 tråd");
  });

  it("is shown once, also when the list was taken out of the page and put back", async () => {
    document.querySelector("live-region")?.append(document.querySelector("new-topics") as Element);
    told({ id: 2, last: 40, answers: 6 });
    press();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(network).toHaveBeenCalledTimes(1); // the marks were asked for
  });

  it("changes in place when it is at the top already", () => {
    told({ id: 3, last: 40, answers: 3 });
    expect([mark(3), button().hidden]).toEqual(["ulest 1 ny", true]);
    told({ id: 3, last: 41, answers: 4, author: 1 });
    expect(mark(3)).toBe("lest");
  });
});

describe("a topic with another title", () => {
  it("has it at once, keeps its marks, and the reader's focus", () => {
    document.querySelector<HTMLElement>("#topic-2 a")?.focus();
    told({ id: 2, last: 20, answers: 4, title: "Ny tittel" });
    expect([order(), mark(2), button().hidden]).toEqual([["3", "2", "1"], "ulest 1 ny", true]);
    expect(document.activeElement?.textContent).toBe("Ny tittel");
  });
});

describe("a list that is not the whole board from its beginning", () => {
  beforeEach(() => {
    load(page([row({ id: 3, last: 30 }), row({ id: 2, last: 20 })], ""));
  });

  it("stays as it is, and the button leads to the first page", () => {
    told({ id: 4, last: 40 });
    told({ id: 3, last: 41, answers: 1 });
    expect([order(), button().hidden, button().getAttribute("href")]).toEqual([
      ["3", "2"],
      false,
      "/forum/3/",
    ]);
    expect(press()).toBe(true);
    expect(order()).toEqual(["3", "2"]);
  });

  it("shows another title in place", () => {
    told({ id: 3, last: 30, title: "Ny tittel" });
    expect([item(3).textContent.trim(), button().hidden]).toEqual(["Ny tittel", true]);
  });
});

describe("when something was read", () => {
  const look = (): void => {
    const detail = { op: "look" as const, stream: "member:1" };
    document.dispatchEvent(new CustomEvent("samtun:look", { detail }));
  };

  it("takes the marks of a fresh page, and moves nothing", async () => {
    network.mockImplementation(() =>
      Promise.resolve(
        new Response(
          page([
            row({ id: 9, last: 90 }, 0),
            row({ id: 2, last: 45, answers: 5 }),
            row({ id: 3, last: 30, answers: 2 }, 2),
          ]),
        ),
      ),
    );
    look();
    look();
    await vi.waitFor(() => {
      expect(mark(2)).toBe("lest");
    });
    expect([order(), mark(3)]).toEqual([["3", "2", "1"], "ulest 2 nye"]);
    expect(network).toHaveBeenCalledTimes(2); // the second look may be about something newer
    // The fifth answer was read before its row had come up.
    told({ id: 2, last: 45, answers: 5 });
    press();
    expect([order(), mark(2)]).toEqual([["2", "3", "1"], "lest"]);
  });

  it("takes the counts of the list's chips along", async () => {
    const chips = (count: number): string =>
      `<p class="chips"><a>Uleste <span class="chip__count">${count}</span></a></p>`;
    document.body.insertAdjacentHTML("afterbegin", chips(7));
    network.mockResolvedValue(new Response(chips(6) + page([])));
    look();
    await vi.waitFor(() => {
      expect(document.querySelector(".chip__count")?.textContent).toBe("6");
    });
  });

  it("leaves the marks when the page cannot be had, and asks again the next time", async () => {
    network.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    look();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(mark(2)).toBe("ulest 1 ny");
    network.mockResolvedValue(new Response(page([row({ id: 2, last: 20, answers: 4 })])));
    look();
    await vi.waitFor(() => {
      expect(mark(2)).toBe("lest");
    });
  });
});

describe("a board without topics", () => {
  it("says so until the first one comes, and again when the last one goes", () => {
    load(page([]).replace("</ul>", "</ul><div data-empty>Her er det stille ennå</div>"));
    const empty = document.querySelector<HTMLElement>("[data-empty]");
    told({ id: 4, last: 40 });
    expect(empty?.hidden).toBe(false);
    press();
    expect([order(), empty?.hidden]).toEqual([["4"], true]);
    item(4).remove();
    const detail = { op: "removed", stream: "board:3", seq: 9, row: "topic", id: 4 };
    document.querySelector("live-region")?.dispatchEvent(new CustomEvent("live-changed", { detail }));
    expect(empty?.hidden).toBe(false);
  });
});

describe("after a reset", () => {
  it("nothing waits any more", () => {
    told({ id: 4, last: 40 });
    document
      .querySelector("live-region")
      ?.dispatchEvent(new CustomEvent("live-reset", { detail: document }));
    expect(button().hidden).toBe(true);
  });
});
