import { beforeEach, describe, expect, it, vi } from "vitest";

import type { PostChangedEvent, PostCreatedEvent } from "../realtime/generated";
import { changePost, showPost } from "./handlers";

const html = (id: number, author = 2, text = ""): string =>
  `<article id="post-${id}" data-post="${id}" data-author="${author}">${text}</article>`;
const created = (post: number, author = 2, text = ""): PostCreatedEvent => ({
  op: "event",
  stream: "topic:1",
  seq: post,
  type: "post.created",
  post,
  html: html(post, author, text),
});

let region: HTMLElement;
let arrived: string[];

beforeEach(() => {
  document.body.innerHTML = `<live-area member="1"><div data-rows>${html(3)}${html(9)}</div></live-area>`;
  region = document.querySelector("live-area") as HTMLElement;
  arrived = [];
  region.addEventListener("post-arrived", (event) => {
    arrived.push((event as CustomEvent<HTMLElement>).detail.id);
  });
});

const ids = (): string[] => [...region.querySelectorAll("[data-post]")].map((post) => post.id);

describe("a post that was created", () => {
  it("stands in its place, wherever its frame came", () => {
    for (const post of [12, 5, 1]) showPost(created(post), region);
    expect(ids()).toEqual(["post-1", "post-3", "post-5", "post-9", "post-12"]);
  });

  it("applied twice is one post", () => {
    showPost(created(12, 2, "først"), region);
    showPost(created(12, 2, "igjen"), region);
    expect(ids()).toEqual(["post-3", "post-9", "post-12"]);
    expect(document.getElementById("post-12")?.textContent).toBe("igjen");
    expect(new Set(arrived)).toEqual(new Set(["post-12"]));
  });

  it("counts, once", () => {
    document.body.insertAdjacentHTML(
      "afterbegin",
      '<b data-replies="0" data-one="1 svar" data-many="{count} svar">0 svar</b>',
    );
    showPost(created(12), region);
    expect(document.querySelector("b")?.textContent).toBe("1 svar");
    showPost(created(12), region);
    showPost(created(13), region);
    expect(document.querySelector("b")?.textContent).toBe("2 svar");
  });

  it("is new to others and not to the one who wrote it", () => {
    showPost(created(12, 1), region);
    expect(document.getElementById("post-12")?.dataset.state).toBeUndefined();
    showPost(created(13, 2), region);
    expect(document.getElementById("post-13")?.dataset.state).toBe("arriving");
    expect(arrived).toEqual(["post-13"]);
  });

  it("says so where its time stands", () => {
    region.setAttribute("just-now", "Ny nå");
    const now = `<time datetime="${new Date().toISOString()}">22. november kl. 09.31</time>`;
    showPost(created(14, 2, now), region);
    expect(document.querySelector("#post-14 time")?.textContent).toBe("Ny nå");
  });

  it("keeps its time when it was caught up with hours later", () => {
    const earlier = '<time datetime="2026-11-20T09:31:00+01:00">20. november kl. 09.31</time>';
    showPost(created(14, 2, earlier), region);
    expect(document.querySelector("#post-14 time")?.textContent).toBe("20. november kl. 09.31");
    expect(document.getElementById("post-14")?.dataset.state).toBe("arriving");
  });
});

describe("a post that was changed", () => {
  const changed = (post: number, text: string, author = 2): PostChangedEvent => ({
    ...created(post),
    type: "post.changed",
    html: html(post, author, text),
  });

  it("is changed where it stands, once or twice", () => {
    changePost(changed(3, "ny tekst"), region);
    changePost(changed(3, "ny tekst"), region);
    expect(ids()).toEqual(["post-3", "post-9"]);
    expect(document.getElementById("post-3")?.textContent).toBe("ny tekst");
    expect(arrived).toEqual([]);
  });

  it("keeps the focus on the same link", () => {
    const links = '<a href="#name">Kari</a><a href="#edit">Rediger</a>';
    showPost(created(12, 2, links), region);
    document.querySelector<HTMLElement>("#post-12 [href='#edit']")?.focus();
    changePost(changed(12, links), region);
    expect(document.activeElement).toBe(document.querySelector("#post-12 [href='#edit']"));
    changePost(changed(12, "Slettet av forfatteren"), region);
    expect(document.activeElement?.id).toBe("post-12");
  });

  it("is still new to a reader who has not seen it", () => {
    showPost(created(12), region);
    changePost(changed(12, "rettet"), region);
    expect(document.getElementById("post-12")?.dataset.state).toBe("arriving");
    document.getElementById("post-12")?.setAttribute("data-seen", "");
    changePost(changed(12, "rettet igjen"), region);
    expect(document.getElementById("post-12")?.dataset.state).toBeUndefined();
  });

  it("stays unshown when it is on an earlier page", () => {
    changePost(changed(1, "ny tekst"), region);
    expect(ids()).toEqual(["post-3", "post-9"]);
  });

  it("does not move what is being read", () => {
    const scrolled = vi.spyOn(window, "scrollBy").mockImplementation(() => undefined);
    const [above, read] = [...region.querySelectorAll<HTMLElement>("[data-post]")];
    let top = 40;
    above!.getBoundingClientRect = () => ({ top: -200, bottom: -10 }) as DOMRect;
    read!.getBoundingClientRect = () => ({ top: (top += 30), bottom: 400 }) as DOMRect;
    changePost(changed(3, "mye lengre tekst"), region);
    expect(scrolled).toHaveBeenCalledWith(0, 30);
  });
});

describe("a post that was deleted", () => {
  const deleted = (post: number): PostChangedEvent => ({
    ...created(post),
    type: "post.changed",
    html: html(post, 2, "Slettet av forfatteren").replace("<article", '<article data-state="deleted"'),
  });
  const count = (): string | undefined => document.querySelector("b")?.textContent;

  beforeEach(() => {
    document.body.insertAdjacentHTML(
      "afterbegin",
      '<b data-replies="8" data-one="1 svar" data-many="{count} svar">8 svar</b>',
    );
  });

  it("keeps its place and is not counted any more, told once or twice", () => {
    changePost(deleted(9), region);
    changePost(deleted(9), region);
    expect([ids(), count()]).toEqual([["post-3", "post-9"], "7 svar"]);
    expect(document.getElementById("post-9")?.textContent).toBe("Slettet av forfatteren");
  });

  it("is not counted when it is on an earlier page either", () => {
    changePost(deleted(1), region);
    changePost(deleted(1), region);
    expect([ids(), count()]).toEqual([["post-3", "post-9"], "7 svar"]);
  });

  it("before it was seen is no news", () => {
    showPost({ ...created(12), html: deleted(12).html }, region);
    changePost(deleted(12), region);
    expect([ids(), count(), arrived]).toEqual([["post-3", "post-9", "post-12"], "8 svar", []]);
  });
});
