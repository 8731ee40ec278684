import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { announce } from "../realtime/announcements";
import "./directory-search";

const tick = (name: string, value: string, on = false): string =>
  `<input type="checkbox" name="${name}" value="${value}" form="sok"${on ? " checked" : ""}>`;
const page = (count: string, areas: string, rest = ""): string => `<directory-search>
  <form id="sok" action="${location.origin}/medlemmer/"><input name="q" value="barn"></form>
  <p role="status" data-fresh="found">${count}</p>
  <div data-fresh="facets">
    <details data-facet="omrade" open>${areas}</details>
    <details data-facet="yrke" open>${tick("yrke", "nurse")}</details>${rest}
  </div>
</directory-search>`;

const asked = vi.fn<typeof fetch>();
const answer = (html: string): void => {
  asked.mockResolvedValueOnce(new Response(html));
};
const box = (value: string): HTMLInputElement =>
  document.querySelector(`input[value="${value}"]`) as HTMLInputElement;
const press = async (value: string): Promise<void> => {
  box(value).focus();
  box(value).click();
  await vi.waitFor(() => {
    expect(asked).toHaveBeenCalled();
  });
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  history.replaceState(null, "", "/medlemmer/");
  vi.stubGlobal("fetch", asked);
  document.body.innerHTML = page("5 medlemmer", tick("omrade", "hamar") + tick("omrade", "stange"));
});

afterEach(() => {
  asked.mockReset();
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

describe("those who are here", () => {
  const offer = '<p data-list-changed hidden>Listen har endret seg</p>';
  const isOffered = (): boolean => !document.querySelector<HTMLElement>("[data-list-changed]")?.hidden;
  const here = (...members: number[]): void => {
    announce({ op: "presence", stream: "directory:1", count: members.length, members });
  };

  it("are offered again when others are here, if only they are asked for", () => {
    document.body.innerHTML = page("2 medlemmer", tick("her", "1", true), offer);
    here(3, 7);
    here(3, 7);
    expect(isOffered()).toBe(false);
    here(3, 7, 9);
    expect(isOffered()).toBe(true);
  });

  it("change no list of everybody", () => {
    document.body.innerHTML = page("2 medlemmer", tick("her", "1"), offer);
    here(3);
    here(3, 7);
    expect(isOffered()).toBe(false);
  });
});

describe("a tick", () => {
  it("shows what the form would show, and says so in the address", async () => {
    answer(page("1 medlem", tick("omrade", "hamar", true)));
    await press("hamar");
    expect(asked.mock.calls[0]?.[0]).toBe(`${location.origin}/medlemmer/?q=barn&omrade=hamar`);
    expect(document.querySelector("[role=status]")?.textContent).toBe("1 medlem");
    expect(location.search).toBe("?q=barn&omrade=hamar");
    expect(box("hamar").checked).toBe(true);
    expect(document.querySelector('input[value="stange"]')).toBeNull();
  });

  it("keeps the focus, the groups that are closed and what is being typed", async () => {
    const typed = document.querySelector("input[name=q]") as HTMLInputElement;
    typed.value = "barn som";
    document.querySelector<HTMLDetailsElement>('[data-facet="yrke"]')?.removeAttribute("open");
    answer(page("1 medlem", tick("omrade", "hamar", true)));
    await press("hamar");
    expect(document.activeElement).toBe(box("hamar"));
    expect(document.querySelector<HTMLDetailsElement>('[data-facet="yrke"]')?.open).toBe(false);
    expect(typed.isConnected).toBe(true);
    expect(typed.value).toBe("barn som");
  });

  it("after another shows the last one, though the first answers late", async () => {
    let answerFirst: (response: Response) => void = () => undefined;
    asked.mockImplementationOnce(
      (_address, options) =>
        new Promise((resolve, reject) => {
          answerFirst = resolve;
          options?.signal?.addEventListener("abort", () => {
            reject(new DOMException("", "AbortError"));
          });
        }),
    );
    await press("hamar");
    answer(page("2 medlemmer", tick("omrade", "hamar", true) + tick("omrade", "stange", true)));
    await press("stange");
    answerFirst(new Response(page("1 medlem", "")));
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.querySelector("[role=status]")?.textContent).toBe("2 medlemmer");
    expect(location.search).toBe("?q=barn&omrade=hamar&omrade=stange");
  });
});
