// The browser's half of tests/convergence: an old page and the frames that came since, put together
// by the real elements and handlers, are the same as a fresh page.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import "../main";
import type { ServerFrame } from "../realtime/generated";
import type { LiveRegion } from "../realtime/live-region";
import { connection } from "../realtime/tab-connection";
import { comparable } from "./comparable";

interface Case {
  name: string;
  stream: string;
  old: string;
  frames: ServerFrame[];
  fresh: string;
}

class SilentSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
}

const folder = process.env.CONVERGENCE_CASES ?? "";
const cases = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(join(folder, file), "utf-8")) as Case);

const parsed = (html: string): Document => new DOMParser().parseFromString(html, "text/html");

/** As a browser has it: the elements are whole before they are connected. */
function load(html: string): void {
  const page = parsed(html);
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceChildren(...page.body.childNodes);
}

function regionOf(page: Document, stream: string): LiveRegion {
  const region = page.querySelector<LiveRegion>(`live-region[stream="${stream}"]`);
  if (!region) throw new Error(`No region follows ${stream}`);
  return region;
}

/** The region, and what shows the stream outside it. */
function shown(page: Document, stream: string, isFetched = false): string {
  const outside = [...page.querySelectorAll(`[data-stream="${stream}"]`)];
  const parts = [regionOf(page, stream), ...outside];
  return parts.map((part) => comparable(part, isFetched)).join("\n");
}

/** Apply the frames, and press what they may wait behind, as nothing moves under a reader's eyes. */
function tell(frames: ServerFrame[]): void {
  connection.apply(frames);
  for (const button of document.querySelectorAll<HTMLElement>(".live-button:not([hidden])")) {
    button.click();
  }
}

beforeEach(() => {
  vi.stubGlobal("WebSocket", SilentSocket);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("There is no network here")));
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe.each(cases.map((each) => [each.name, each] as const))("%s", (_name, each) => {
  const { stream, frames } = each;
  const fresh = shown(parsed(each.fresh), stream);
  const last = Number(regionOf(parsed(each.fresh), stream).getAttribute("seq"));

  it("is told of something that can be seen", () => {
    expect(shown(parsed(each.old), stream)).not.toEqual(fresh);
  });

  it("is shown as on a fresh page", () => {
    load(each.old);
    tell(frames);
    expect(shown(document, stream)).toEqual(fresh);
    expect(regionOf(document, stream).seq).toBe(last);
  });

  it("is shown once, though it is told twice", () => {
    load(each.old);
    const region = regionOf(document, stream);
    const first = region.seq;
    connection.apply(frames);
    region.seq = first;
    tell(frames);
    expect(shown(document, stream)).toEqual(fresh);
  });

  it("is shown after a reset", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(each.fresh)));
    load(each.old);
    connection.apply([{ op: "reset", stream }]);
    await vi.waitFor(() => {
      expect(regionOf(document, stream).seq).toBe(last);
    });
    expect(shown(document, stream, true)).toEqual(shown(parsed(each.fresh), stream, true));
  });
});
