/**
 * "Forkast" asks first, where something has been written.
 *
 *   <button type="button" data-discard>Forkast</button>       or <a data-discard href="…">
 *   <div data-discard-question hidden role="group">… <button data-yes> <button data-no></div>
 */
export function connectDiscard(root: HTMLElement, hasText: () => boolean, discard: () => void): void {
  const way = root.querySelector<HTMLElement>("[data-discard]");
  const question = root.querySelector<HTMLElement>("[data-discard-question]");
  if (!way || !question) return;
  const ask = (isAsked: boolean): void => {
    question.hidden = !isAsked;
    if (isAsked) question.querySelector<HTMLElement>("[data-no]")?.focus();
    else way.focus();
  };
  way.addEventListener("click", (event) => {
    if (!hasText()) {
      discard();
      return; // a link leads where it leads
    }
    event.preventDefault();
    ask(true);
  });
  question.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-no]")) ask(false);
    if (!target.closest("[data-yes]")) return;
    question.hidden = true;
    discard();
    if (way instanceof HTMLAnchorElement) location.assign(way.href);
  });
  question.addEventListener("keydown", (event) => {
    if (event.key === "Escape") ask(false);
  });
}
