import { beforeEach, describe, expect, it, vi } from "vitest";
import { announce } from "../realtime/announcements";
import "./own-place";

const page = (place: string): string => `
  <own-place place="${place}">
    <div role="status"></div>
    <template data-place="changed">Plassen din er endret.</template>
    <template data-place="gone">Siden er ikke lenger åpen for deg.</template>
  </own-place>`;

function answer(status: number, body = ""): void {
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.resolve(new Response(body, { status }))),
  );
}

function said(): string {
  return document.querySelector("[role=status]")?.textContent ?? "";
}

function look(): void {
  announce({ op: "look", stream: "member:7" });
}

describe("a reader's own place in a network", () => {
  beforeEach(() => {
    document.body.innerHTML = page("waiting");
  });

  it("is said to have changed when the fresh page says so", async () => {
    answer(200, page("member"));
    look();
    await vi.waitFor(() => {
      expect(said()).toBe("Plassen din er endret.");
    });
  });

  it("is gone when there is no page any more", async () => {
    answer(404);
    look();
    await vi.waitFor(() => {
      expect(said()).toContain("ikke lenger åpen");
    });
  });

  it("is not spoken of when it is the same, or when nothing can be known", async () => {
    for (const [status, body] of [
      [200, page("waiting")],
      [200, "<p>another page</p>"],
      [503, ""],
    ] as const) {
      answer(status, body);
      look();
      await vi.waitFor(() => {
        expect(fetch).toHaveBeenCalledOnce();
      });
      await new Promise((resolve) => setTimeout(resolve));
      expect(said()).toBe("");
    }
  });

  it("is asked for once more when it changes while it is asked for", async () => {
    answer(200, page("waiting"));
    look();
    look();
    look();
    await vi.waitFor(() => {
      expect(fetch).toHaveBeenCalledTimes(2);
    });
  });
});
