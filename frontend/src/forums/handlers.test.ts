import { beforeEach, describe, expect, it } from "vitest";

import type { PostCreatedEvent } from "../realtime/generated";
import { showPost } from "./handlers";

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
    expect(arrived).toEqual(["post-12"]);
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
    showPost(created(14, 2, "<time>22. november 2026 kl. 09.31</time>"), region);
    expect(document.querySelector("#post-14 time")?.textContent).toBe("Ny nå");
  });
});
