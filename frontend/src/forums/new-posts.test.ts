import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import "./new-posts";

/** What the browser would say of posts coming into view. */
let seen: (post: Element, visible: boolean) => void;

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

function arrive(): HTMLElement {
  const post = document.createElement("article");
  document.querySelector("[data-rows]")?.append(post);
  const region = document.querySelector("live-region");
  region?.dispatchEvent(new CustomEvent("post-arrived", { detail: post }));
  return post;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("IntersectionObserver", FakeObserver);
  const template = document.createElement("template");
  template.innerHTML = `<live-region><div data-rows></div>
    <new-posts one="1 nytt svar" many="{count} nye svar">
      <button hidden><span></span></button><p role="status"></p>
    </new-posts></live-region>`;
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
