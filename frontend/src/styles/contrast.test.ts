/** The pairs of colours that people read by, measured in the theme that the build makes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import { makeTheme } from "../../scripts/theme.mjs";

type Scheme = "light" | "dark";

const root = process.cwd();
const colours: Record<Scheme, Map<string, string>> = { light: new Map(), dark: new Map() };

const READING = 4.5;
const SEEING = 3;

/** Foreground, background, and how far they must be apart (WCAG 1.4.3 and 1.4.11). */
const PAIRS: [string, string, number][] = [
  ["--st-ink", "--st-page", 7],
  ["--st-ink", "--st-yard", READING],
  ["--st-ink", "--st-yard-2", READING],
  ["--st-ink", "--st-moss", READING],
  ["--st-ink", "--st-dusk", READING],
  ["--st-ink-2", "--st-page", READING],
  ["--st-ink-2", "--st-yard", READING],
  ["--st-ink-2", "--st-yard-2", READING],
  ["--st-ink-2", "--st-moss", READING],
  ["--st-ink-2", "--st-dusk", READING],
  ["--st-link", "--st-page", READING],
  ["--st-link", "--st-yard", READING],
  ["--st-link", "--st-moss", READING],
  ["--st-link", "--st-danger-bg", READING],
  ["--st-moss-ink", "--st-moss-2", READING],
  ["--st-leaf-ink", "--st-leaf", READING],
  ["--st-wait-ink", "--st-page", READING],
  ["--st-action-ink", "--st-action", READING],
  ["--st-action-ink", "--st-action-hover", READING],
  ["--st-new", "--st-page", READING],
  ["--st-new", "--st-new-bg", READING],
  ["--st-new-ink", "--st-new-fill", READING],
  ["--st-danger-text", "--st-page", READING],
  ["--st-danger-text", "--st-danger-bg", READING],
  ["--st-danger-mark-ink", "--st-danger-mark", READING],
  ["--st-warning-text", "--st-warning-bg", READING],
  ["--st-field-line", "--st-page", SEEING],
  ["--st-danger-line", "--st-page", SEEING],
  ["--st-unread-line", "--st-page", SEEING],
  ["--st-here", "--st-page", SEEING],
  ["--st-focus", "--st-page", SEEING],
  ["--st-focus", "--st-dusk", SEEING],
];

beforeAll(() => {
  makeTheme();
  const theme = readFileSync(join(root, "design-tokens-build", "samtun.css"), "utf8");
  for (const scheme of ["light", "dark"] as const) {
    const block = theme.split(`@layer ds.theme.color-scheme.${scheme}`)[1] ?? "";
    collect(block.slice(0, block.indexOf("@media")), colours[scheme]);
    collect(readFileSync(join(root, "src", "styles", "tokens.css"), "utf8"), colours[scheme]);
  }
}, 60_000);

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
  test.each(PAIRS)("%s on %s is at least %d to 1", (foreground, background, least) => {
    const ratio = contrast(resolve(scheme, foreground), resolve(scheme, background));

    expect(ratio).toBeGreaterThanOrEqual(least);
  });
});

function collect(css: string, into: Map<string, string>): void {
  for (const [, name, value] of css.matchAll(/(--[\w-]+):\s*([^;]+);/g)) {
    if (name !== undefined && value !== undefined && !into.has(name)) into.set(name, value.trim());
  }
}

/** The colour a token ends in, as #rrggbb. */
function resolve(scheme: Scheme, token: string): string {
  const value = colours[scheme].get(token);
  if (value === undefined) throw new Error(`${token} is not a token of the ${scheme} scheme`);
  const pair = /^light-dark\((.+), (.+)\)$/.exec(value);
  const chosen = (pair ? pair[scheme === "light" ? 1 : 2] : value) ?? "";
  const alias = /^var\((.+)\)$/.exec(chosen)?.[1];
  return alias === undefined ? chosen : resolve(scheme, alias);
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
