/**
 * How many are here now, and the dots of those of them whom the page shows:
 *
 *   <live-presence class="here" stream="directory:1" members="3 7"
 *     one="{count} her nå" many="{count} her nå">2 her nå</live-presence>
 *
 * A region of the page follows the stream; this listens. `members` are the people of this page who
 * were here when it was made. Where so many are here that a frame names none, the page is asked
 * again for its `members`. A dot is set on every `.avatar[data-member]`, also on one that arrives.
 * Nothing of it is announced, as people come and go all the time.
 */
import { counted } from "../shell/counted";
import { freshPage } from "./fresh-page";
import type { PresenceFrame } from "./generated";

const PAUSE = 15_000;
const SPREAD = 5_000; // not every browser at once, as all hear the same frame

export class LivePresence extends HTMLElement {
  private members: ReadonlySet<string> | undefined;
  private isNamed = true; // the last frame said who they are
  private isStale = false; // and this page has not been asked since it did not
  private askedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private listening = new AbortController();

  connectedCallback(): void {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const hear = (event: CustomEvent<PresenceFrame>): void => {
      if (event.detail.stream === this.getAttribute("stream")) this.heard(event.detail);
    };
    document.addEventListener("samtun:presence", hear, { signal });
    const showDots = (): void => {
      this.showDots();
    };
    document.addEventListener("live-changed", showDots, { signal });
    document.addEventListener("live-reset", showDots, { signal });
    document.addEventListener(
      "visibilitychange",
      () => {
        this.askSoon();
      },
      { signal },
    );
    this.askedAt = Date.now();
    this.takeMembers(this);
  }

  disconnectedCallback(): void {
    this.listening.abort();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private heard(frame: PresenceFrame): void {
    this.say(frame.count);
    this.isNamed = frame.members !== null;
    this.isStale = !this.isNamed;
    if (frame.members) this.members = new Set(frame.members.map(String));
    this.showDots();
    this.askSoon();
  }

  private say(count: number): void {
    this.textContent = counted(this.getAttribute("one"), this.getAttribute("many"), count);
    this.hidden = count === 0;
  }

  private askSoon(): void {
    if (!this.isStale || this.timer !== undefined) return;
    const wait = Math.max(0, this.askedAt + PAUSE - Date.now()) + Math.random() * SPREAD;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.isStale && !document.hidden) void this.ask();
    }, wait);
  }

  private async ask(): Promise<void> {
    this.askedAt = Date.now();
    this.isStale = false;
    try {
      const page = await freshPage();
      const stream = CSS.escape(this.getAttribute("stream") ?? "");
      // A frame that came meanwhile knows better.
      if (!this.isNamed) this.takeMembers(page.querySelector(`live-presence[stream="${stream}"]`));
    } catch {
      this.isStale = true; // the dots stay as they are; the next frame asks again
    }
  }

  private takeMembers(source: Element | null): void {
    const members = source?.getAttribute("members");
    if (members === null || members === undefined) return;
    this.members = new Set(members.split(" "));
    this.showDots();
  }

  private showDots(): void {
    if (!this.members) return;
    for (const avatar of document.querySelectorAll<HTMLElement>(".avatar[data-member]")) {
      avatar.toggleAttribute("data-here", this.members.has(avatar.dataset.member ?? ""));
    }
  }
}

customElements.define("live-presence", LivePresence);
