/**
 * The signed-in member's own stream, on every page:
 *
 *   <live-member stream="member:7"></live-member>
 *
 * It shows nothing. While it is followed the member is here, and when something of theirs changes,
 * `samtun:look` is heard on `document`. The socket waits until the page has loaded, so that reading
 * is not slowed. When the stream is refused, somebody else has signed in in this browser, and the
 * whole page stops following: it is not theirs.
 */
import { announce } from "./announcements";
import type { ConnectionState, Region } from "./connection";
import { connection } from "./tab-connection";

const LONGEST_WAIT = 2_000;

export class LiveMember extends HTMLElement implements Region {
  readonly seq = 0; // the stream has no log
  private wasLive = false;

  get stream(): string {
    return this.getAttribute("stream") ?? "";
  }

  connectedCallback(): void {
    if (document.readyState === "complete") this.followWhenIdle();
    else {
      addEventListener("load", () => {
        this.followWhenIdle();
      });
    }
  }

  disconnectedCallback(): void {
    connection.unfollow(this.stream);
  }

  /** What changed while the socket was away was told to nobody. */
  stateChanged(state: ConnectionState): void {
    // Refused its own stream: somebody else has signed in in this browser since.
    if (state === "gone") connection.end();
    if (state !== "live") return;
    if (this.wasLive) announce({ op: "look", stream: this.stream });
    this.wasLive = true;
  }

  private followWhenIdle(): void {
    const follow = (): void => {
      if (this.isConnected) connection.follow(this.stream, this);
    };
    if ("requestIdleCallback" in window) requestIdleCallback(follow, { timeout: LONGEST_WAIT });
    else setTimeout(follow);
  }

  show(): void {
    // It has no rows: here, and below.
  }

  removeRow(): void {
    // None to take away.
  }

  reset(): void {
    // None to fetch.
  }
}

customElements.define("live-member", LiveMember);
