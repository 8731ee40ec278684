/**
 * The form that finds an area. Without scripts it searches with a button; the answer is links.
 *
 *   <area-picker data-failed="…" data-label="…"><form>…input…button…</form>
 *     <p role="status"></p><div data-results>…the same fragment as without scripts…</div>
 *
 * With scripts the field is a combobox and the links are its options: the answer comes while one
 * types, arrow keys, Home and End choose, Enter opens, Escape closes. Roles are set here and not
 * by the server, as they promise keys that need scripts.
 */
const PAUSE = 150;

export class AreaPicker extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;
  #active = -1;

  connectedCallback(): void {
    const field = this.#field;
    if (!field) return;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", this.#searchSoon);
    field.addEventListener("keydown", this.#pressed);
    this.#showButton(false);
    this.#makeOptions();
  }

  disconnectedCallback(): void {
    this.#drop();
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("input[name=q]");
  }

  get #results(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-results]");
  }

  get #options(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>("[data-results] li > a")];
  }

  readonly #searchSoon = (): void => {
    this.#drop();
    if (this.#field?.value.trim()) this.#timer = setTimeout(() => void this.#search(), PAUSE);
    else this.#show("");
  };

  /** Neither a search that waits nor one under way may still change the list. */
  #drop(): void {
    clearTimeout(this.#timer);
    this.#latest += 1;
  }

  async #search(): Promise<void> {
    const number = this.#latest;
    try {
      const html = await this.#ask();
      if (number === this.#latest) this.#show(html);
    } catch {
      if (number === this.#latest) this.#fail();
    }
  }

  async #ask(): Promise<string> {
    const query = new URLSearchParams({ partial: "1" });
    for (const input of this.querySelectorAll<HTMLInputElement>("input[name]")) {
      query.set(input.name, input.value);
    }
    const address = this.querySelector("form")?.action ?? "";
    const response = await fetch(`${address}?${query.toString()}`);
    if (!response.ok) throw new Error(String(response.status));
    return response.text();
  }

  #show(html: string): void {
    const answer = new DOMParser().parseFromString(html, "text/html");
    this.#results?.replaceChildren(...answer.body.childNodes);
    this.#showButton(false);
    this.#makeOptions();
  }

  /** The plain form still works: say so, and give it its button back. */
  #fail(): void {
    this.#show("");
    this.#showButton(true);
    this.#say(this.dataset.failed ?? "");
  }

  #makeOptions(): void {
    const list = this.querySelector<HTMLElement>("[data-results] ul");
    list?.setAttribute("role", "listbox");
    list?.setAttribute("aria-label", this.dataset.label ?? "");
    this.#options.forEach((option, place) => {
      option.id = `picker-option-${place}`;
      option.setAttribute("role", "option");
      option.tabIndex = -1;
      option.parentElement?.setAttribute("role", "presentation");
    });
    this.#field?.setAttribute("aria-expanded", String(list !== null));
    this.#refer("aria-controls", list?.id);
    this.#activate(0);
    this.#sayFound();
  }

  /** Told by the element's own line, which was there before: new live regions are not read. */
  #sayFound(): void {
    const found = this.querySelector<HTMLElement>("[data-results] > p");
    this.#say(found?.dataset.withKeys ?? found?.textContent.trim() ?? "");
    if (found) found.hidden = true;
  }

  #say(text: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  #activate(place: number): void {
    const options = this.#options;
    this.#active = options.length ? (place + options.length) % options.length : -1;
    options.forEach((option, each) => {
      option.setAttribute("aria-selected", String(each === this.#active));
    });
    const active = options[this.#active];
    this.#refer("aria-activedescendant", active?.id);
    active?.scrollIntoView({ block: "nearest" });
  }

  #refer(name: string, id: string | undefined): void {
    if (id) this.#field?.setAttribute(name, id);
    else this.#field?.removeAttribute(name);
  }

  #showButton(visible: boolean): void {
    const button = this.querySelector("button");
    if (button) button.hidden = !visible;
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (!this.#options.length || event.isComposing) return;
    const act = this.#keys[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    act();
  };

  readonly #keys: Record<string, () => void> = {
    ArrowDown: () => { this.#activate(this.#active + 1); },
    ArrowUp: () => { this.#activate(this.#active - 1); },
    Home: () => { this.#activate(0); },
    End: () => { this.#activate(-1); },
    Enter: () => { this.#options[this.#active]?.click(); },
    Escape: () => { this.#drop(); this.#show(""); },
  };
}

customElements.define("area-picker", AreaPicker);
