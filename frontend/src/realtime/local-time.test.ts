import { describe, expect, it } from "vitest";

import { nearTime } from "./local-time";

const now = new Date(2026, 10, 22, 14, 5);

describe("a moment as one would say it", () => {
  it.each([
    ["nb", new Date(2026, 10, 22, 9, 3), "kl. 09.03"],
    ["nb", new Date(2026, 10, 22, 0, 0), "kl. 00.00"],
    ["nb", new Date(2026, 10, 21, 23, 59), "i går kl. 23.59"],
    ["nb", new Date(2026, 10, 13, 8, 0), "13. november"],
    ["nb", new Date(2025, 10, 22, 8, 0), "22. november 2025"],
    ["nn", new Date(2026, 10, 21, 8, 0), "i går kl. 08.00"],
    ["da", new Date(2026, 10, 21, 8, 0), "i går kl. 08.00"],
    ["en", new Date(2026, 10, 22, 9, 3), "09:03"],
    ["en", new Date(2026, 10, 21, 9, 3), "yesterday 09:03"],
    ["en", new Date(2026, 10, 13, 9, 3), "13 November"],
  ])("in %s: %s", (language, moment, words) => {
    expect(nearTime(moment, now, language)).toBe(words);
  });

  it("is yesterday across a change of clock and a change of year", () => {
    expect(nearTime(new Date(2026, 9, 24, 23, 0), new Date(2026, 9, 25, 1, 0), "nb")).toBe(
      "i går kl. 23.00",
    );
    expect(nearTime(new Date(2025, 11, 31, 23, 0), new Date(2026, 0, 1, 1, 0), "nb")).toBe(
      "i går kl. 23.00",
    );
  });
});
