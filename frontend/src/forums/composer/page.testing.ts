/** The composer as the server renders it, for tests: the parts that the scripts meet. */

export const KEY = "0b0f7f5e-8a3e-4a7c-9a44-9f1d8f1f0a11";

const tools = `
  <div data-tools hidden>
    <div role="toolbar">
      <button type="button" data-tool="bold" aria-pressed="false">F</button>
      <button type="button" data-tool="italic">K</button>
      <button type="button" data-tool="link">Lenke</button>
      <button type="button" data-tool="bulletList">Punktliste</button>
    </div>
    <div data-link hidden>
      <input><button type="button" data-link-set></button><button type="button" data-link-remove hidden></button>
      <p data-link-problem hidden></p>
    </div>
  </div>`;

const states = ["restored", "sending", "sent", "unsent", "offline", "signed-out", "gone"];
const notices = states.map((state) => `<p data-when="${state}" hidden></p>`).join("");

interface Options {
  attributes?: string;
  action?: string;
  fields?: string;
  box?: string;
  html?: string;
  text?: string;
  guard?: string;
  discard?: string;
}

export function composer(options: Options = {}): string {
  const discard = options.discard ?? '<button type="button" data-discard>Forkast</button>';
  return `
  <post-composer member="1" ${options.attributes ?? 'draft="topic:7" stream="topic:7"'}>
    <form method="post" action="${options.action ?? "http://localhost/trad/7/"}">
      <input type="hidden" name="csrfmiddlewaretoken" value="token">
      <input type="hidden" name="key" value="${KEY}">
      <input type="hidden" name="format" value="plain">
      ${options.fields ?? ""}
      <label for="id_text">Skriv et svar</label>
      <div data-box ${options.box ?? ""}>
        ${tools}${options.html === undefined ? "" : `<template data-html>${options.html}</template>`}
        <textarea class="composer__text" name="text" id="id_text" aria-describedby="svar-vakt">${options.text ?? ""}</textarea>
        <div id="svar-vakt" data-fresh>${options.guard ?? ""}</div>
      </div>
      ${notices}
      ${discard}
      <button>Publiser</button>
      <div data-discard-question hidden><button type="button" data-yes></button><button type="button" data-no></button></div>
    </form>
  </post-composer>`;
}

export function guard(start: number, end: number): string {
  return `<section data-problem data-start="${start}" data-end="${end}">Stopp
    <button type="button" data-remove>Fjern nummeret</button></section>`;
}

/** As a browser has it: the element is whole before it is connected. */
export function load(html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  document.body.replaceChildren(template.content.cloneNode(true));
}

export function one(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing is ${selector}`);
  return found;
}

export const box = (): HTMLTextAreaElement => one("textarea") as HTMLTextAreaElement;
export const field = (name: string): HTMLInputElement => one(`[name=${name}]`) as HTMLInputElement;
export const editor = (): HTMLElement | null => document.querySelector<HTMLElement>("[role=textbox]");
export const value = (name: string): string => field(name).value;

export function said(): (string | undefined)[] {
  return [...document.querySelectorAll<HTMLElement>("[data-when]")]
    .filter((notice) => !notice.hidden)
    .map((notice) => notice.dataset.when);
}

export function type(text: string, into: HTMLTextAreaElement | HTMLInputElement = box()): void {
  into.value = text;
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

export function press(): void {
  (one("form") as HTMLFormElement).requestSubmit();
}
