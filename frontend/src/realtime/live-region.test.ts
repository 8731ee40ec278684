import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";

import type { RemovedFrame } from "./generated";
import { type Handlers, useHandlers } from "./handlers";
import "./live-region";
import type { LiveRegion } from "./live-region";
import { connection } from "./tab-connection";

const page = (rows: string, seq: number, earlier = ""): string => `
  <live-region stream="topic:7" seq="${seq}">
    <div data-earlier>${earlier}</div><div data-rows>${rows}</div>
  </live-region>`;
const region = (): LiveRegion => document.querySelector("live-region") as LiveRegion;
const text = (selector: string): string | undefined =>
  document.querySelector(selector)?.textContent;

/** As a browser has it: the element is whole before it is connected. */
function load(html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  document.body.replaceChildren(template.content.cloneNode(true));
}

let follow: MockInstance<typeof connection.follow>;
const network = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", network);
  follow = vi.spyOn(connection, "follow").mockImplementation(() => undefined);
  vi.spyOn(connection, "unfollow").mockImplementation(() => undefined);
  load(page("<p id='post-1'></p>", 3) + "<textarea>utkast</textarea>");
  follow.mockClear();
});

afterEach(() => {
  network.mockReset();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a region that has missed too much", () => {
  it("takes rows, the way to earlier ones and the number from a fresh page, and nothing else", async () => {
    network.mockResolvedValue(new Response(page("<p id='post-9'></p>", 600, "<a>Vis 580</a>")));
    region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(region().querySelector("[data-rows]")?.innerHTML).toContain("post-9");
    expect(region().querySelector("[data-earlier]")?.textContent).toBe("Vis 580");
    expect(region().seq).toBe(600);
    expect(document.querySelector("textarea")?.value).toBe("utkast");
    expect(follow).toHaveBeenCalledTimes(1);
  });

  it("fetches once, however often it is told", async () => {
    network.mockResolvedValue(new Response(page("", 600)));
    for (let times = 0; times < 5; times += 1) region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(network).toHaveBeenCalledTimes(1);
  });

  it("waits before it tries again when the page cannot be had", async () => {
    network.mockResolvedValue(new Response("", { status: 503 }));
    region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(region().dataset.state).toBe("offline");
    expect(follow).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(follow).toHaveBeenCalledTimes(1);
    expect(region().querySelector("[data-rows]")?.innerHTML).toContain("post-1");
  });

  it("takes the live end, where its own address shows another part by now", async () => {
    network.mockResolvedValueOnce(new Response("<p id='post-2'></p>"));
    network.mockResolvedValueOnce(new Response(page("<p id='post-900'></p>", 600)));
    region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(network.mock.lastCall?.[0]).toBe(location.pathname);
    expect(region().querySelector("[data-rows]")?.innerHTML).toContain("post-900");
    expect(follow).toHaveBeenCalledTimes(1);
  });

  it("takes every part that is named, and what shows the stream elsewhere", async () => {
    const parts = (count: number, rows: string): string =>
      `<b data-stream="board:1" data-count="${count}">${count}</b><b data-stream="board:2">${count}</b>
       <live-region stream="board:1" seq="${count}"><p data-part="count">${count} tråder</p>
         <ul data-rows>${rows}</ul><input></live-region>`;
    load(parts(2, ""));
    network.mockResolvedValue(new Response(parts(7, "<li>Ny</li>")));
    region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect([text("[data-part]"), text("[data-rows]")]).toEqual(["7 tråder", "Ny"]);
    expect([text("[data-count='7']"), text("[data-stream='board:2']")]).toEqual(["7", "2"]);
    expect(region().querySelectorAll("input")).toHaveLength(1);
  });

  it("tells those around it of the fresh page", async () => {
    const heard = vi.fn<(event: CustomEvent<Document>) => void>();
    document.addEventListener("live-reset", heard, { once: true });
    network.mockResolvedValue(new Response(page("", 600) + "<footer>Ny</footer>"));
    region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard.mock.lastCall?.[0].detail.querySelector("footer")?.textContent).toBe("Ny");
  });

  it("leaves what is read where it stands", async () => {
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (
      this: HTMLElement,
    ) {
      const isOld = document.getElementById("post-1") !== null;
      const top = this.id === "post-1" ? -40 : isOld ? 25 : 425;
      return { top, bottom: top + 30 } as DOMRect;
    });
    const moved = vi.fn();
    vi.stubGlobal("scrollBy", moved);
    load(page("<p id='post-1'></p><p id='post-2'></p>", 3));
    network.mockResolvedValue(new Response(page("<p id='post-2'></p>", 600)));
    region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(moved).toHaveBeenCalledExactlyOnceWith(0, 400);
  });

  it("is not filled from the page to sign in", async () => {
    const answer = new Response(page("<p id='post-9'></p>", 600));
    Object.defineProperty(answer, "redirected", { value: true });
    network.mockResolvedValue(answer);
    region().reset();
    await vi.advanceTimersByTimeAsync(0);
    expect(region().dataset.state).toBe("offline");
    expect(region().querySelector("[data-rows]")?.innerHTML).toContain("post-1");
  });
});

describe("a row that is no longer on the stream", () => {
  const removed = (row: string, id: number): RemovedFrame => ({
    op: "removed",
    stream: "topic:7",
    seq: 4,
    row,
    id,
  });
  const items = "<li><a id='post-1'></a></li><li><a id='post-2'></a></li>";
  const nothing = {} as Handlers;

  it("is taken away with the item around it, and that is told", () => {
    load(`<live-region stream="topic:7"><ul data-rows>${items}</ul></live-region>`);
    const told = vi.fn();
    region().addEventListener("live-changed", told);
    region().removeRow(removed("post", 1));
    region().removeRow(removed("post", 99));
    expect(region().querySelector("ul")?.innerHTML).toBe("<li><a id=\"post-2\"></a></li>");
    expect(told).toHaveBeenCalledTimes(2);
  });

  it("stays where another region shows it", () => {
    load(`<live-region stream="topic:7"><ul data-rows>${items}</ul></live-region><a id="post-3"></a>`);
    region().removeRow(removed("post", 3));
    expect(document.getElementById("post-3")).not.toBeNull();
  });

  it("can have a handler of its own", () => {
    const own = vi.fn();
    useHandlers(nothing, { topic: own });
    region().removeRow(removed("topic", 5));
    region().removeRow(removed("post", 1));
    expect(own).toHaveBeenCalledExactlyOnceWith(removed("topic", 5), region());
    expect(document.getElementById("post-1")).toBeNull();
    useHandlers(nothing);
  });
});

describe("what is said of a region", () => {
  it.each(["offline", "gone", "signed-out"] as const)("when it is %s", (state) => {
    const notices = ["offline", "gone", "signed-out"].map(
      (each) => `<p data-live-state="${each}" hidden></p>`,
    );
    load(`<live-region stream="board:3">${notices.join("")}</live-region>`);
    region().stateChanged(state);
    const shown = [...document.querySelectorAll<HTMLElement>("p:not([hidden])")];
    expect(shown.map((notice) => notice.dataset.liveState)).toEqual([state]);
    region().stateChanged("live");
    expect(document.querySelectorAll("p:not([hidden])")).toHaveLength(0);
  });
});
