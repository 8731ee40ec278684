/** Rows of a region: the elements whose id says what they show, such as `post-91`. */
import type { RemovedFrame } from "./generated";

/** The outer element of a fragment. */
export function elementOf(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector<HTMLElement>("*");
}

export function rowIn(region: HTMLElement, id: string): HTMLElement | null {
  return region.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
}

/** What stands in `[data-rows]` for the row: itself, or the list item around it. */
export function placeOf(row: HTMLElement): HTMLElement {
  let place = row;
  while (place.parentElement?.closest("[data-rows]") && !place.parentElement.matches("[data-rows]")) {
    place = place.parentElement;
  }
  return place;
}

/** Take away the row that the frame names, where it is shown. */
export function takeAway(frame: RemovedFrame, region: HTMLElement): void {
  const row = rowIn(region, `${frame.row}-${frame.id}`);
  if (row) placeOf(row).remove();
}

const FOCUSABLE = "a[href], button";

/** Put a fresh row in the old one's place. Focus stays on the same link, or at least on the row. */
export function replaceRow(old: HTMLElement, fresh: HTMLElement): void {
  const focused = document.activeElement;
  const place = [...old.querySelectorAll(FOCUSABLE)].findIndex((each) => each === focused);
  const hadFocus = old.contains(focused);
  old.replaceWith(fresh);
  if (!hadFocus) return;
  const same = fresh.querySelectorAll<HTMLElement>(FOCUSABLE)[place];
  if (!same) fresh.tabIndex = -1;
  (same ?? fresh).focus({ preventScroll: true });
}

/**
 * Change rows; what the reader looks at is to stand where it stands, whatever comes above it: the
 * box that is being written in, else the first row in view.
 */
export function keepingPlace(rows: Iterable<Element>, change: () => void): void {
  const [all, box] = [[...rows], beingWritten()];
  const seen = box ?? all.find((row) => row.id && row.getBoundingClientRect().bottom > 0);
  const top = seen?.getBoundingClientRect().top ?? 0;
  change();
  const same = seen?.isConnected ? seen : seen && document.getElementById(seen.id);
  if (same) scrollBy(0, same.getBoundingClientRect().top - top);
}

/** What has the focus and takes text, where the reader sees it. */
function beingWritten(): Element | null {
  const box = document.activeElement?.closest("textarea, [contenteditable='true']");
  if (!box) return null;
  const { top, bottom } = box.getBoundingClientRect();
  return bottom > 0 && top < innerHeight ? box : null;
}
