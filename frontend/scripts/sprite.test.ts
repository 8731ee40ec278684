import { join } from "node:path";

import { expect, test } from "vitest";

import { makeSprite, readIconNames } from "./sprite.ts";

const names = readIconNames(join(process.cwd(), "icons.json"));

test("every declared icon is in the sprite under its own name", () => {
  const sprite = makeSprite(names);

  for (const name of names) expect(sprite).toContain(`<symbol id="${name}" viewBox="0 0 24 24"`);
});

test("a drawing keeps its place but not its needless decimals", () => {
  const sprite = makeSprite(["Bell"]);

  expect(sprite).not.toMatch(/\d\.\d{3}/);
  expect(sprite).toContain("M12.75 2.5");
});

test("a drawing takes the colour of the text beside it", () => {
  expect(makeSprite(["Bell"])).toContain('fill="currentColor"');
});

test("a name that has no drawing stops the build", () => {
  expect(() => makeSprite(["NoSuchIcon"])).toThrow(/NoSuchIcon/);
});

test("the list is in order and names each icon once", () => {
  expect(names).toEqual([...new Set(names)].sort());
});
