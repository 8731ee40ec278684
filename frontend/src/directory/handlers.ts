/** What the events of the list of members do to it. Nothing moves: a card changes where it stands. */
import type { MemberChangedEvent, RemovedFrame } from "../realtime/generated";
import { elementOf, replaceRow, rowIn, takeAway } from "../realtime/rows";
import { counted } from "../shell/counted";
import { offerAgain } from "./offer";

/**
 * Show the card as it is now. Somebody whom this page does not show may be new, or stand on another
 * page of it: the list offers to be shown again.
 */
export function showMember(event: MemberChangedEvent, region: HTMLElement): void {
  const shown = rowIn(region, `member-${event.member}`);
  const card = elementOf(event.html);
  if (!shown || !card) {
    offerAgain(region);
    return;
  }
  replaceRow(shown, card);
}

/** Somebody left the list. The counts of the facets are counted again when the reader wants it. */
export function takeMemberAway(frame: RemovedFrame, region: HTMLElement): void {
  if (!rowIn(region, `${frame.row}-${frame.id}`)) return;
  takeAway(frame, region);
  countOneLess();
  offerAgain(region);
}

function countOneLess(): void {
  const place = document.querySelector<HTMLElement>("[data-found]");
  if (!place) return;
  const count = Number(place.dataset.found) - 1;
  place.dataset.found = String(count);
  place.textContent = counted(place.dataset.one, place.dataset.many, count);
}
