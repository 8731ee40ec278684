/**
 * A menu made of `<details>`, so it opens without scripts. With them it also closes: on Escape,
 * on a press outside, and when focus has left it.
 */
export class DisclosureMenu extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", this.#closeOnEscape);
    this.addEventListener("focusout", this.#closeWhenLeft);
    document.addEventListener("pointerdown", this.#closeOnPressOutside);
  }

  disconnectedCallback(): void {
    this.removeEventListener("keydown", this.#closeOnEscape);
    this.removeEventListener("focusout", this.#closeWhenLeft);
    document.removeEventListener("pointerdown", this.#closeOnPressOutside);
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  #close(): void {
    this.#details?.removeAttribute("open");
  }

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.#details?.open) return;
    this.#close();
    this.querySelector("summary")?.focus();
  };

  readonly #closeWhenLeft = (event: FocusEvent): void => {
    const target = event.relatedTarget;
    if (target instanceof Node && !this.contains(target)) this.#close();
  };

  readonly #closeOnPressOutside = (event: PointerEvent): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.#close();
  };
}

customElements.define("disclosure-menu", DisclosureMenu);
