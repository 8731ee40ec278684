/** What is new to the reader in a row of a board. It stands in the list item, outside the fragment. */

/** Says "1 ny" and "4 nye" in the page's language. */
export type Words = (count: number) => string;

/** `isUnread` with its number of new answers; none for a topic that nobody has answered. */
export function markRow(item: HTMLElement, isUnread: boolean, count: number, words: Words): void {
  item.toggleAttribute("data-unread", isUnread);
  const place = newAnswers(item);
  if (!place) return;
  place.hidden = !isUnread || count === 0;
  place.dataset.new = String(isUnread ? count : 0);
  place.textContent = place.hidden ? "" : words(count);
}

/** How many new answers the row says it has. */
export function countOf(item: HTMLElement): number {
  return Number(newAnswers(item)?.dataset.new ?? 0);
}

/** Take the marks, and nothing else, of the same row on a fresh page. */
export function takeMarks(item: HTMLElement, fresh: HTMLElement): void {
  item.toggleAttribute("data-unread", fresh.hasAttribute("data-unread"));
  const mine = newAnswers(item);
  const theirs = newAnswers(fresh);
  if (mine && theirs) mine.replaceWith(document.importNode(theirs, true));
}

function newAnswers(item: HTMLElement): HTMLElement | null {
  return item.querySelector<HTMLElement>(".topic-row__new");
}
