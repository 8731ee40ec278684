/**
 * A part of a page that follows a stream:
 *
 *   <live-region stream="topic:42" seq="17">
 *     <div data-rows>…rows with an id such as post-91…</div>
 *     <p data-live-state="offline" hidden>…</p>
 *   </live-region>
 *
 * Without scripts it is the page as it was served. `seq` was read before the rows, so what came
 * between is sent again; rows are found by id, so applying an event twice is harmless.
 *
 * What shows the stream outside the region carries its name: `<b data-stream="topic:42">12 svar</b>`.
 * When too much was missed, it is taken from the fresh page as the rows are.
 *
 * A region says what it did, for those around it: `live-changed` with the frame, after a row was shown or
 * taken away, and `live-reset` with the fresh page, after all of them were replaced.
 */
import type { ConnectionState, Region } from "./connection";
import { freshPage } from "./fresh-page";
import type { LiveEvent, RemovedFrame } from "./generated";
import { handle, handleRemoval } from "./handlers";
import { keepingPlace } from "./rows";
import { connection } from "./tab-connection";

declare global {
  interface HTMLElementEventMap {
    "live-changed": CustomEvent<LiveEvent | RemovedFrame>;
    "live-reset": CustomEvent<Document>;
  }
  interface DocumentEventMap {
    "live-changed": CustomEvent<LiveEvent | RemovedFrame>;
    "live-reset": CustomEvent<Document>;
  }
}

const PAUSE_AFTER_FAILURE = 10_000;

export class LiveRegion extends HTMLElement implements Region {
  seq = 0;
  private isFetching = false;

  get stream(): string {
    return this.getAttribute("stream") ?? "";
  }

  connectedCallback(): void {
    this.seq = Number(this.getAttribute("seq"));
    connection.follow(this.stream, this);
  }

  disconnectedCallback(): void {
    connection.unfollow(this.stream);
  }

  show(event: LiveEvent): void {
    handle(event, this);
    this.tell("live-changed", event);
  }

  removeRow(frame: RemovedFrame): void {
    handleRemoval(frame, this);
    this.tell("live-changed", frame);
  }

  stateChanged(state: ConnectionState): void {
    keepingPlace(this.querySelectorAll("[data-rows] [id]"), () => {
      this.dataset.state = state;
      for (const notice of this.querySelectorAll<HTMLElement>("[data-live-state]")) {
        notice.hidden = notice.dataset.liveState !== state;
      }
    });
  }

  /** Too much was missed: take the rows of a fresh page. Draft and scroll are left alone. */
  reset(): void {
    if (this.isFetching) return;
    this.isFetching = true;
    connection.unfollow(this.stream); // what comes meanwhile is on the page, or after it
    void this.startOver();
  }

  private async startOver(): Promise<void> {
    try {
      await this.takeFresh();
    } catch {
      this.stateChanged("offline");
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_FAILURE));
    }
    this.isFetching = false;
    if (this.isConnected) connection.follow(this.stream, this);
  }

  /** The address may name a place that is no longer the live end: then the page without one. */
  private async takeFresh(): Promise<void> {
    for (const address of [location.href, location.pathname]) {
      const page = await freshPage(address);
      const fresh = page.querySelector(`live-region[stream="${CSS.escape(this.stream)}"]`);
      if (!fresh) continue;
      this.takeRows(page, fresh);
      return;
    }
    throw new Error("No region to take");
  }

  private takeRows(page: Document, fresh: Element): void {
    keepingPlace(this.querySelectorAll("[data-rows] [id]"), () => {
      for (const part of this.parts()) {
        this.querySelector(part)?.replaceChildren(...(fresh.querySelector(part)?.childNodes ?? []));
      }
      this.takeOutside(page);
    });
    this.seq = Number(fresh.getAttribute("seq"));
    this.tell("live-reset", page);
  }

  private takeOutside(page: Document): void {
    const outside = `[data-stream="${CSS.escape(this.stream)}"]`;
    const fresh = [...page.querySelectorAll(outside)];
    for (const [place, old] of [...document.querySelectorAll(outside)].entries()) {
      const replacement = fresh[place];
      if (replacement) old.replaceWith(replacement);
    }
  }

  private parts(): string[] {
    const named = [...this.querySelectorAll<HTMLElement>("[data-part]")].map(
      (part) => `[data-part="${CSS.escape(part.dataset.part ?? "")}"]`,
    );
    return ["[data-earlier]", "[data-rows]", ...named];
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

customElements.define("live-region", LiveRegion);
