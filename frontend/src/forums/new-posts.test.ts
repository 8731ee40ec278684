import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";

import { connection } from "../realtime/tab-connection";
import "./new-posts";

/** What the browser would say of posts coming into view. */
let seen: (post: Element, visible: boolean) => void;

let told: MockInstance<typeof connection.seen>;

class FakeObserver {
  observe = vi.fn();
  unobserve = vi.fn();
  disconnect = vi.fn();
  constructor(callback: IntersectionObserverCallback) {
    seen = (target, isIntersecting) => {
      callback([{ target, isIntersecting } as IntersectionObserverEntry], this as never);
    };
  }
}

const button = (): HTMLButtonElement => document.querySelector("button") as HTMLButtonElement;
const announced = (): string => document.querySelector("[role=status]")?.textContent ?? "";

function arrive(id = 9): HTMLElement {
  const post = document.createElement("article");
  post.dataset.post = String(id);
  document.querySelector("[data-rows]")?.append(post);
  const region = document.querySelector("live-region");
  region?.dispatchEvent(new CustomEvent("post-arrived", { detail: post }));
  return post;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("IntersectionObserver", FakeObserver);
  const template = document.createElement("template");
  template.innerHTML = `<live-region stream="topic:4">
    <div data-rows><article data-post="5"></article><article data-post="7"></article></div>
    <new-posts one="1 nytt svar" many="{count} nye svar">
      <button hidden><span></span></button><p role="status"></p>
    </new-posts></live-region>`;
  told = vi.spyOn(connection, "seen").mockImplementation(() => undefined);
  document.body.replaceChildren(template.content.cloneNode(true));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("posts that arrive", () => {
  it("wait behind a button that says how many, in words", () => {
    arrive();
    expect([button().hidden, button().textContent, announced()]).toEqual([
      false,
      "1 nytt svar",
      "1 nytt svar",
    ]);
    arrive();
    expect(button().textContent).toBe("2 nye svar");
  });

  it("leave it when they have come into view", () => {
    const post = arrive();
    seen(post, true);
    expect([button().hidden, announced()]).toEqual([true, ""]);
  });

  it("lose their tint after two seconds in view, and not before", () => {
    const post = arrive();
    seen(post, true);
    vi.advanceTimersByTime(1_000);
    seen(post, false);
    vi.advanceTimersByTime(5_000);
    expect(post.dataset.seen).toBeUndefined();
    seen(post, true);
    vi.advanceTimersByTime(2_000);
    expect(post.dataset.seen).toBe("");
  });

  it("are gone to by the button, focus and all", () => {
    const post = arrive();
    const scrolled = vi.fn();
    post.scrollIntoView = scrolled;
    arrive();
    button().click();
    expect(document.activeElement).toBe(post);
    expect(scrolled).toHaveBeenCalled();
  });
});

it("listens once, also when it was taken out of the page and put back", () => {
  const region = document.querySelector("live-region") as HTMLElement;
  region.append(document.querySelector("new-posts") as HTMLElement);
  told.mockClear();
  region.dispatchEvent(new CustomEvent("live-reset", { detail: document }));
  expect(told).toHaveBeenCalledTimes(1);
});

describe("what was read", () => {
  it("is all that stood on the page when it was opened", () => {
    expect(told.mock.calls).toEqual([["topic:4", 7]]);
  });

  it("is a new post when it has been on screen for two seconds", () => {
    const post = arrive(9);
    expect(told).toHaveBeenCalledTimes(1);
    seen(post, true);
    vi.advanceTimersByTime(2_000);
    expect(told).toHaveBeenLastCalledWith("topic:4", 9);
  });

  it("is not what came while another tab was in front", () => {
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const post = arrive(9);
    seen(post, true);
    vi.advanceTimersByTime(2_000);
    expect(told).toHaveBeenCalledTimes(1);
    hidden.mockReturnValue("visible");
    seen(post, true); // it is watched again
    vi.advanceTimersByTime(2_000);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it("is the whole page again after a reset", () => {
    arrive(12);
    document
      .querySelector("live-region")
      ?.dispatchEvent(new CustomEvent("live-reset", { detail: document }));
    expect(told).toHaveBeenLastCalledWith("topic:4", 12);
  });
});
