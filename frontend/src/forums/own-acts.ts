/**
 * Shows the acts that are the reader's own under posts that are the same for everybody:
 *
 *   <own-acts member="7">…<article data-author="7">…<a data-act="edit">…
 *
 * One rule of style does it, so it holds for the posts that come later as well. It only spares
 * others the sight of a link that leads nowhere for them: the server decides.
 */
const MEMBER = /^\d+$/;

export class OwnActs extends HTMLElement {
  private readonly rules = new CSSStyleSheet();

  connectedCallback(): void {
    const member = this.getAttribute("member") ?? "";
    if (!MEMBER.test(member)) return;
    this.rules.replaceSync(`[data-author="${member}"] [data-act] { display: inline-flex }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.rules];
  }

  disconnectedCallback(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== this.rules);
  }
}

customElements.define("own-acts", OwnActs);
