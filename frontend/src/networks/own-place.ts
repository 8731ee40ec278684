/**
 * Tells somebody who looks at a network's page that their own place in it has changed: they were
 * taken in, got another role, or are no longer let in.
 *
 *   <own-place place="waiting">
 *     <div role="status"></div>
 *     <template data-place="changed">…</template>
 *     <template data-place="gone">…</template>
 *   </own-place>
 *
 * The page itself stays as it is: nothing moves under the reader's eyes, and nothing typed is lost.
 */
import { NoPage, freshPage } from "../realtime/fresh-page";

const GONE = 404;

export class OwnPlace extends HTMLElement {
  private isAsking = false;
  private isAskedAgain = false;

  connectedCallback(): void {
    document.addEventListener("samtun:look", this.look);
  }

  disconnectedCallback(): void {
    document.removeEventListener("samtun:look", this.look);
  }

  private readonly look = (): void => {
    if (this.isAsking) this.isAskedAgain = true;
    else void this.ask();
  };

  private async ask(): Promise<void> {
    this.isAsking = true;
    this.isAskedAgain = false;
    await this.compare();
    this.isAsking = false;
    this.askAgain();
  }

  private askAgain(): void {
    if (this.isAskedAgain) void this.ask();
  }

  private async compare(): Promise<void> {
    try {
      const fresh = (await freshPage()).querySelector("own-place");
      if (fresh && fresh.getAttribute("place") !== this.getAttribute("place")) this.say("changed");
    } catch (error) {
      // Without the network there is nothing to say: the next look comes with the socket.
      if (error instanceof NoPage && error.status === GONE) this.say("gone");
    }
  }

  private say(what: "changed" | "gone"): void {
    const words = this.querySelector<HTMLTemplateElement>(`template[data-place="${what}"]`);
    const status = this.querySelector("[role=status]");
    if (words && status) status.replaceChildren(words.content.cloneNode(true));
  }
}

customElements.define("own-place", OwnPlace);
