/**
 * The list of members, narrowed while one ticks. Without scripts the form has a button.
 *
 *   <directory-search>
 *     <form>…</form>
 *     <div data-fresh="facets"><input type="checkbox" form="…"></div>
 *     <div data-fresh="list">…</div>
 *
 * A tick fetches the page that the form leads to, and each `[data-fresh]` takes its content from
 * there. Focus stays where it is, and so do the groups that are open and what is being typed. In
 * the sheet of a narrow screen a tick waits for the button, as the list cannot be seen. Where only
 * those who are here are asked for, and others are here by now, the list is offered again.
 */
import { freshPage } from "../realtime/fresh-page";
import type { PresenceFrame } from "../realtime/generated";
import { offerAgain } from "./offer";

export class DirectorySearch extends HTMLElement {
  #asking: AbortController | undefined;
  #shown = "";
  #here: string | undefined;

  connectedCallback(): void {
    this.#shown = location.search;
    this.addEventListener("change", this.#changed);
    document.addEventListener("focusin", this.#closeWhenLeft);
    document.addEventListener("samtun:presence", this.#othersAreHere);
    addEventListener("popstate", this.#wentBack);
  }

  disconnectedCallback(): void {
    this.removeEventListener("change", this.#changed);
    document.removeEventListener("focusin", this.#closeWhenLeft);
    document.removeEventListener("samtun:presence", this.#othersAreHere);
    removeEventListener("popstate", this.#wentBack);
    this.#asking?.abort();
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector("form");
  }

  get #openSheet(): HTMLElement | null {
    if (!("popover" in HTMLElement.prototype)) return null; // then the facets are always shown
    return this.querySelector<HTMLElement>("[popover]:popover-open");
  }

  readonly #changed = (event: Event): void => {
    const tick = event.target;
    if (!(tick instanceof HTMLInputElement) || tick.type !== "checkbox") return;
    if (this.#openSheet?.contains(tick)) return;
    void this.#narrow();
  };

  async #narrow(): Promise<void> {
    const address = this.#address();
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const page = await freshPage(address, asking.signal);
      history.pushState(null, "", address);
      this.#shown = location.search;
      this.#take(page);
    } catch {
      if (!asking.signal.aborted) location.assign(address);
    }
  }

  #address(): string {
    const form = this.#form;
    const query = new URLSearchParams();
    if (form) {
      for (const [name, value] of new FormData(form)) {
        if (typeof value === "string" && value) query.append(name, value);
      }
    }
    return `${form?.action ?? ""}?${query.toString()}`;
  }

  #take(page: Document): void {
    const focused = placeOfTick(document.activeElement);
    const wasOpen = new Map(this.#groups().map((group) => [nameOf(group), group.open]));
    for (const place of this.querySelectorAll<HTMLElement>("[data-fresh]")) {
      const name = CSS.escape(place.dataset.fresh ?? "");
      const fresh = page.querySelector(`[data-fresh="${name}"]`);
      place.replaceChildren(...(fresh?.childNodes ?? []));
    }
    for (const group of this.#groups()) {
      group.open = wasOpen.get(nameOf(group)) ?? group.open;
    }
    if (focused) this.#focus(focused);
  }

  #groups(): HTMLDetailsElement[] {
    return [...this.querySelectorAll<HTMLDetailsElement>("details[data-facet]")];
  }

  #focus({ group, value }: TickPlace): void {
    const within = group ? `[data-facet="${CSS.escape(group)}"] ` : "";
    const tick = this.querySelector<HTMLElement>(`${within}input[value="${CSS.escape(value)}"]`);
    tick?.focus({ preventScroll: true });
  }

  /** The sheet lies over the page, so it must not stay when focus goes on behind it. */
  readonly #closeWhenLeft = (event: FocusEvent): void => {
    const sheet = this.#openSheet;
    if (sheet && event.target instanceof Node && !sheet.contains(event.target)) sheet.hidePopover();
  };

  readonly #othersAreHere = ({ detail }: CustomEvent<PresenceFrame>): void => {
    const here = String(detail.members ?? detail.count);
    const isOther = this.#here !== undefined && here !== this.#here;
    this.#here = here;
    const isAskedFor = this.querySelector("input[name=her]:checked") !== null;
    if (isOther && isAskedFor) offerAgain(this);
  };

  readonly #wentBack = (): void => {
    if (location.search !== this.#shown) location.reload();
  };
}

interface TickPlace {
  group: string;
  value: string;
}

function placeOfTick(element: Element | null): TickPlace | undefined {
  if (!(element instanceof HTMLInputElement) || element.type !== "checkbox") return undefined;
  return { group: element.closest<HTMLElement>("[data-facet]")?.dataset.facet ?? "", value: element.value };
}

function nameOf(group: HTMLDetailsElement): string {
  return group.dataset.facet ?? "";
}

customElements.define("directory-search", DirectorySearch);
