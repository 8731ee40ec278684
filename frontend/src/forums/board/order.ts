/** The order of a board: last active first. A fragment says when that was: `data-last="1763829000.25"`. */

/** Whether `row` stands above `other`. Both hold, or are, a topic's fragment. */
export function isAbove(row: HTMLElement, other: HTMLElement): boolean {
  const [mine, theirs] = [activityOf(row), activityOf(other)];
  return mine.last > theirs.last || (mine.last === theirs.last && mine.id > theirs.id);
}

/** Put the item where it belongs among the others. */
export function place(list: HTMLElement, item: HTMLElement): void {
  const others = [...list.children].filter((each) => each !== item) as HTMLElement[];
  list.insertBefore(item, others.find((other) => isAbove(item, other)) ?? null);
}

function activityOf(row: HTMLElement): { last: number; id: number } {
  const fragment = row.matches("[data-last]") ? row : row.querySelector<HTMLElement>("[data-last]");
  return { last: Number(fragment?.dataset.last), id: Number(fragment?.id.replace("topic-", "")) };
}
