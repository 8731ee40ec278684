/** Changes rows under the eyes of a reader, who is to notice nothing but the change. */

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

/** Do something to the rows; the first one in view stays where it is. */
export function keepingPlace(rows: Iterable<HTMLElement>, change: () => void): void {
  const seen = [...rows].find((row) => row.getBoundingClientRect().bottom > 0);
  const top = seen?.getBoundingClientRect().top ?? 0;
  change();
  const same = seen && document.getElementById(seen.id);
  if (same) scrollBy(0, same.getBoundingClientRect().top - top);
}
