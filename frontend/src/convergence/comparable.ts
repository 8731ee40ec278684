/**
 * A part of a page as lines of text that can be compared: what a reader is shown, and nothing that
 * says how it came there.
 */

/** What only a page that has been live shows, and where the reader had come to when it was made. */
const CHROME = ["new-posts", "new-topics", "[data-live-state]", "[data-list-changed]", ".unread-line"];
/** What a list that changed counts when the reader has it shown again. */
const COUNTED_LATER = [".pagination"];
/** Made anew for each request. */
const ONE_OFF = ["input[name=csrfmiddlewaretoken]", "input[name=key]"];
/** Marks that fade, and those of people who come and go. */
const PASSING = new Set(["data-state", "data-seen", "data-new", "data-here", "tabindex", "seq"]);

/** `isFetched`: the part was taken from a fresh page, so nothing of it may lag behind. */
export function comparable(part: Element, isFetched: boolean): string {
  const copy = part.cloneNode(true) as Element;
  const left = [...CHROME, ...ONE_OFF, ...(isFetched ? [] : COUNTED_LATER)];
  for (const passing of copy.querySelectorAll(left.join())) passing.remove();
  for (const time of copy.querySelectorAll("time")) {
    time.textContent = ""; // near time in the browser, the date on the page; `datetime` is the same
    time.removeAttribute("title");
  }
  return lines(copy, "").join("\n");
}

function lines(node: Node, indent: string): string[] {
  if (node.nodeType === Node.TEXT_NODE) {
    const words = (node.textContent ?? "").replace(/\s+/g, " ").trim();
    return words ? [indent + words] : [];
  }
  if (!(node instanceof Element)) return [];
  const children = [...node.childNodes].flatMap((child) => lines(child, `${indent}  `));
  return [`${indent}<${node.localName}${attributes(node)}>`, ...children];
}

function attributes(element: Element): string {
  return [...element.attributes]
    .filter(({ name }) => !PASSING.has(name))
    .map(({ name, value }) => ` ${name}="${value.replace(/\s+/g, " ").trim()}"`)
    .sort()
    .join("");
}
