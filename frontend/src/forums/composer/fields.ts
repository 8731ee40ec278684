/** The fields of a form beside the text itself. */

const NOT_KEPT = new Set(["csrfmiddlewaretoken", "text", "format", "key"]);
const FROM_SERVER = ["csrfmiddlewaretoken", "key", "revision"];

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The control, or the first of several with the same name. */
export function control(form: HTMLFormElement, name: string): Control | null {
  return form.querySelector<Control>(`[name="${CSS.escape(name)}"]`);
}

/** Title, kind and the like, by name. */
export function otherFields(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (!NOT_KEPT.has(name) && typeof value === "string") fields[name] = value;
  }
  return fields;
}

export function fillFields(form: HTMLFormElement, fields: Record<string, string>): void {
  for (const [name, value] of Object.entries(fields)) {
    for (const each of form.querySelectorAll<Control>(`[name="${CSS.escape(name)}"]`)) {
      if (each.type === "radio") (each as HTMLInputElement).checked = each.value === value;
      else each.value = value;
    }
  }
}

/**
 * The page as the server would show it has the messages in place: take each part that is marked
 * `data-fresh` from it, and what the server decides. What the person wrote stays.
 */
export function takeAnswer(form: HTMLFormElement, page: Document): boolean {
  const fresh = page.querySelector<HTMLFormElement>("post-composer form");
  if (!fresh) return false;
  const written = otherFields(form);
  for (const part of fresh.querySelectorAll<HTMLElement>("[data-fresh]")) {
    form.querySelector(`#${CSS.escape(part.id)}`)?.replaceWith(document.importNode(part, true));
  }
  const state = fresh.querySelector<HTMLElement>("[data-box]")?.dataset.state ?? "";
  form.querySelector("[data-box]")?.setAttribute("data-state", state);
  fillFields(form, written);
  for (const name of FROM_SERVER) {
    const decided = control(fresh, name);
    const mine = control(form, name);
    if (decided && mine) mine.value = decided.value;
  }
  return true;
}
