import { afterEach, beforeEach, expect, test } from "vitest";

import "./disclosure-menu";

let details: HTMLDetailsElement;
let summary: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `
    <disclosure-menu>
      <details open><summary>Kari Nymoen</summary><a href="/min-side/">Min side</a></details>
    </disclosure-menu>
    <button>Utenfor</button>`;
  details = document.querySelector("details") as HTMLDetailsElement;
  summary = document.querySelector("summary") as HTMLElement;
});

afterEach(() => {
  document.body.innerHTML = "";
});

test("Escape closes the menu and gives focus back to its button", () => {
  details.querySelector("a")?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));

  expect(details.open).toBe(false);
  expect(document.activeElement).toBe(summary);
});

test("other keys leave it open", () => {
  summary.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));

  expect(details.open).toBe(true);
});

test("a press outside closes it, one inside does not", () => {
  summary.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  expect(details.open).toBe(true);

  document.querySelector("button")?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  expect(details.open).toBe(false);
});

test("it closes when focus goes to something else on the page", () => {
  const relatedTarget = document.querySelector("button");
  summary.dispatchEvent(new FocusEvent("focusout", { relatedTarget, bubbles: true }));

  expect(details.open).toBe(false);
});

test("it stays open when the window, not the menu, loses focus", () => {
  summary.dispatchEvent(new FocusEvent("focusout", { relatedTarget: null, bubbles: true }));

  expect(details.open).toBe(true);
});

test("a menu that is taken off the page stops listening", () => {
  const menu = document.querySelector("disclosure-menu") as HTMLElement;
  menu.remove();
  document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));

  expect(details.open).toBe(true);
});
