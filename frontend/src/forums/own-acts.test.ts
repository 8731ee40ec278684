import { beforeEach, describe, expect, it } from "vitest";

import "./own-acts";

const rules = (): string[] =>
  document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));

beforeEach(() => {
  document.body.replaceChildren();
});

describe("acts under posts", () => {
  it("are shown for the reader's own, by one rule for all posts", () => {
    document.body.innerHTML = '<own-acts member="7"></own-acts>';
    expect(rules()).toHaveLength(1);
    expect(rules()[0]).toContain('[data-author="7"] [data-act]');
  });

  it("are shown for none without a member, and no longer when the posts are gone", () => {
    document.body.innerHTML = '<own-acts member="7"></own-acts>';
    document.body.innerHTML = "<own-acts></own-acts>";
    expect(rules()).toEqual([]);
  });

  it("take nothing but a number for a member", () => {
    document.body.innerHTML = `<own-acts member='7"] *, ['></own-acts>`;
    expect(rules()).toEqual([]);
  });
});
