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
 */
import type { ConnectionState, Region } from "./connection";
import type { LiveEvent, RemovedFrame } from "./generated";
import { handle } from "./handlers";
import { connection } from "./tab-connection";

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
  }

  removeRow(frame: RemovedFrame): void {
    document.getElementById(`${frame.row}-${frame.id}`)?.remove();
  }

  stateChanged(state: ConnectionState): void {
    this.dataset.state = state;
    for (const notice of this.querySelectorAll<HTMLElement>("[data-live-state]")) {
      notice.hidden = notice.dataset.liveState !== state;
    }
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
      await this.fetchRows();
    } catch {
      this.stateChanged("offline");
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_FAILURE));
    }
    this.isFetching = false;
    if (this.isConnected) connection.follow(this.stream, this);
  }

  private async fetchRows(): Promise<void> {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector(`live-region[stream="${CSS.escape(this.stream)}"]`);
    if (!response.ok || !fresh) throw new Error("No region to take");
    for (const place of ["[data-earlier]", "[data-rows]"]) {
      const found = fresh.querySelector(place)?.childNodes ?? [];
      this.querySelector(place)?.replaceChildren(...found);
    }
    this.seq = Number(fresh.getAttribute("seq"));
  }
}

customElements.define("live-region", LiveRegion);
