import { describe, expect, it } from "vitest";

import { comparable } from "./comparable";

function of(html: string, isFetched = true): string {
  const region = document.createElement("live-region");
  region.innerHTML = html;
  return comparable(region, isFetched);
}

describe("two pages are the same", () => {
  it.each([
    ["with other white space", "<p>En  to\n</p> <p></p>", "<p>En to</p><p></p>"],
    ["with attributes in another order", '<p id="a" class="b  c"></p>', '<p class="b c" id="a"></p>'],
    [
      "in near time",
      '<time datetime="2026" title="22. november">i dag</time>',
      '<time datetime="2026">22. november</time>',
    ],
    ["before a mark has faded", '<p data-state="arriving">Ny</p>', '<p data-seen="">Ny</p>'],
    ["with something waiting to be told", "<p></p><new-posts>1 nytt svar</new-posts>", "<p></p>"],
    ["in another request", '<input name="key" value="1">', '<input name="key" value="2">'],
  ])("%s", (_why, one, other) => {
    expect(of(one)).toBe(of(other));
  });
});

describe("two pages are not the same", () => {
  it.each([
    ["with another word", "<p>En</p>", "<p>To</p>"],
    ["with another order", "<p>En</p><p>To</p>", "<p>To</p><p>En</p>"],
    ["with another attribute", '<p data-author="1"></p>', '<p data-author="2"></p>'],
    ["with another nesting", "<p>En<b>To</b></p>", "<p>En</p><b>To</b>"],
    ["with a row twice", "<p>En</p>", "<p>En</p><p>En</p>"],
    ["at another time", '<time datetime="2026"></time>', '<time datetime="2027"></time>'],
    ["when something is hidden", "<p hidden>En</p>", "<p>En</p>"],
  ])("%s", (_why, one, other) => {
    expect(of(one)).not.toBe(of(other));
  });
});

it("may count its pages later, but not when it has been fetched", () => {
  const [four, three] = [4, 3].map((count) => `<nav class="pagination">1–${count} av ${count}</nav>`);
  expect(of(four ?? "", false)).toBe(of(three ?? "", false));
  expect(of(four ?? "")).not.toBe(of(three ?? ""));
});
