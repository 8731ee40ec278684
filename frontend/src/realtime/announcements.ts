/**
 * What the server says to whoever on the page wants to hear it, as events on `document`:
 *
 *   samtun:look       something of the signed-in member's own changed: fetch it
 *   samtun:presence   who is here on a stream now
 */
import type { LookFrame, PresenceFrame } from "./generated";

declare global {
  interface DocumentEventMap {
    "samtun:look": CustomEvent<LookFrame>;
    "samtun:presence": CustomEvent<PresenceFrame>;
  }
}

export function announce(frame: LookFrame | PresenceFrame): void {
  document.dispatchEvent(new CustomEvent(`samtun:${frame.op}`, { detail: frame }));
}
