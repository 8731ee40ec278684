import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";

import "./live-region";
import { connection } from "./tab-connection";

const page = (rows: string, seq: number, earlier = ""): string => `
  <live-region stream="topic:7" seq="${seq}">
    <div data-earlier>${earlier}</div><div data-rows>${rows}</div>
  </live-region>`;
const region = (): HTMLElement & { reset(): void; seq: number } =>
  document.querySelector("live-region") as HTMLElement & { reset(): void; seq: number };
let follow: MockInstance<typeof connection.follow>;
const network = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", network);
  follow = vi.spyOn(connection, "follow").mockImplementation(() => undefined);
  vi.spyOn(connection, "unfollow").mockImplementation(() => undefined);
  const template = document.createElement("template");
  template.innerHTML = page("<p id='post-1'></p>", 3) + "<textarea>utkast</textarea>";
  document.body.replaceChildren(template.content.cloneNode(true));
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
});
