import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { announce } from "./announcements";
import "./live-presence";

const page = (members: string): string => `
  <live-presence stream="directory:1" members="${members}"
    one="1 er her" many="{count} er her">2 er her</live-presence>`;
const avatar = (id: number): string => `<span class="avatar" data-member="${id}"></span>`;
const here = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>("[data-here]")].map((each) => each.dataset.member);
const element = (): HTMLElement => document.querySelector("live-presence") as HTMLElement;
const network = vi.fn<typeof fetch>();

function say(count: number, members: number[] | null, stream = "directory:1"): void {
  announce({ op: "presence", stream, count, members });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
  vi.stubGlobal("fetch", network);
  network.mockImplementation(() => Promise.resolve(new Response(page("3"))));
  document.body.innerHTML = [3, 7, 9].map(avatar).join("") + page("3 7");
});

afterEach(() => {
  document.body.replaceChildren();
  network.mockReset();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("who is here", () => {
  it("is what the page says, before anything is heard", () => {
    expect(here()).toEqual(["3", "7"]);
  });

  it("follows the frames of its stream, and no other", () => {
    say(1, [9]);
    say(4, [3, 7], "topic:1");
    expect([element().textContent, here()]).toEqual(["1 er her", ["9"]]);
    say(60, [3, 9]);
    expect([element().textContent, here()]).toEqual(["60 er her", ["3", "9"]]);
  });

  it("is not said where it is nobody", () => {
    say(0, []);
    expect([element().hidden, here()]).toEqual([true, []]);
    say(1, [9]);
    expect(element().hidden).toBe(false);
  });

  it("is seen on a card that arrives later as well", () => {
    document.body.insertAdjacentHTML("beforeend", avatar(7));
    document.body.dispatchEvent(new CustomEvent("live-changed", { bubbles: true }));
    expect(here()).toEqual(["3", "7", "7"]);
  });

  it("leaves avatars alone where nobody said who they are", () => {
    document.body.insertAdjacentHTML("beforeend", '<span class="avatar" data-here></span>');
    say(0, []);
    expect(document.querySelectorAll("[data-here]")).toHaveLength(1);
  });
});

describe("more people than are named", () => {
  it("are counted at once, and named by the page at most every fifteen seconds", async () => {
    say(51, null);
    say(52, null);
    expect([element().textContent, here()]).toEqual(["52 er her", ["3", "7"]]);
    await vi.advanceTimersByTimeAsync(14_900);
    expect(network).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect([network.mock.calls.length, here()]).toEqual([1, ["3"]]);
    say(53, null);
    await vi.advanceTimersByTimeAsync(14_900);
    expect(network).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(network).toHaveBeenCalledTimes(2);
  });

  it("are asked for once, when nothing more is heard", async () => {
    say(51, null);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(network).toHaveBeenCalledTimes(1);
  });

  it("are not asked for from a hidden tab, but when it is back", async () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    say(51, null);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(network).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
    expect([network.mock.calls.length, here()]).toEqual([1, ["3"]]);
  });

  it("keep their dots when the page cannot be had", async () => {
    network.mockRejectedValue(new TypeError("Failed to fetch"));
    say(51, null);
    await vi.advanceTimersByTimeAsync(15_000);
    expect([network.mock.calls.length, here()]).toEqual([1, ["3", "7"]]);
  });

  it("are named by a frame that comes while the page is on its way", async () => {
    network.mockImplementation(() => {
      say(2, [7, 9]);
      return Promise.resolve(new Response(page("3")));
    });
    say(51, null);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(here()).toEqual(["7", "9"]);
  });
});
