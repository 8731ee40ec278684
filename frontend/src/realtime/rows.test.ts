import { beforeEach, describe, expect, it } from "vitest";

import { elementOf, placeOf, rowIn } from "./rows";

const region = (): HTMLElement => document.querySelector("section") as HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `<p id="post-9"></p><section><ul data-rows>
    <li><div><a id="topic-1"></a></div></li></ul><article id="post-2"></article></section>`;
});

describe("a row", () => {
  it("is made of its fragment, whatever white space is around it", () => {
    expect(elementOf(' \n<li id="post-1"><a></a></li>\n')?.id).toBe("post-1");
    expect(elementOf("nothing")).toBeNull();
  });

  it("is found in its own region only", () => {
    expect(rowIn(region(), "post-2")?.id).toBe("post-2");
    expect(rowIn(region(), "post-9")).toBeNull();
  });

  it("stands where the child of the list is that holds it, or by itself", () => {
    const topic = rowIn(region(), "topic-1") as HTMLElement;
    expect(placeOf(topic).localName).toBe("li");
    const post = rowIn(region(), "post-2") as HTMLElement;
    expect(placeOf(post)).toBe(post);
  });
});
