/**
 * What is in the way of a post, as the server said it:
 *
 *   <section data-problem data-start="4" data-end="15">…<button data-remove>
 */
import type { Found, Writing } from "./writing";

/** Go to what must be changed, and mark it where the server said where it is. */
export function goToProblem(form: HTMLFormElement, writing: Writing): Found | undefined {
  const problem = form.querySelector<HTMLElement>("[data-problem]");
  const { start, end } = problem?.dataset ?? {};
  markText(form);
  if (start !== undefined && end !== undefined) {
    const found = writing.mark(Number(start), Number(end));
    if (found.text) return found;
    problem?.querySelector("[data-remove]")?.remove(); // it is not to be seen: where a link leads
  }
  const wrong = form.querySelector<HTMLElement>("[aria-invalid=true]:not([hidden])");
  if (wrong) wrong.focus();
  else if (problem?.hasAttribute("tabindex")) problem.focus();
  else if (problem) writing.focus();
  return undefined;
}

/** The same, in the text's new place: the editor has come. */
export function markAgain(found: Found, writing: Writing): Found | undefined {
  const [before, after] = writing.plain.split(found.text, 2);
  if (before === undefined || after === undefined) return undefined;
  const start = Array.from(before).length;
  return writing.mark(start, start + Array.from(found.text).length);
}

/** It has been put right. */
export function clearProblem(form: HTMLFormElement): void {
  form.querySelector("[data-problem]")?.remove();
  form.querySelector("[data-box]")?.removeAttribute("data-state");
  markText(form);
}

/** Say of the text, textarea and editor, whether it is what is wrong. */
function markText(form: HTMLFormElement): void {
  const isWrong = form.querySelector<HTMLElement>("[data-box]")?.dataset.state === "blocked";
  for (const box of form.querySelectorAll(".composer__text")) {
    if (isWrong) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
}
