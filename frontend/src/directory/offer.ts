/** The list is no longer what it was: offer it again, and move nothing. */
export function offerAgain(around: HTMLElement): void {
  const offer = around.querySelector<HTMLElement>("[data-list-changed]");
  if (offer) offer.hidden = false;
}
