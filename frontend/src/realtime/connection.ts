/**
 * A socket through which regions follow streams. What it misses it asks for.
 *
 * A frame that is not the next number means that something is missing, and a ping with a higher
 * number means that the last thing is missing: both are answered by subscribing again after the
 * number the region has. First load, reconnect and wake-up are that same path.
 */
import { announce } from "./announcements";
import type { LiveEvent, RemovedFrame, ServerFrame } from "./generated";
import { LiveSocket, type SocketOwner } from "./live-socket";
import { SeenMarks } from "./seen-marks";

export type ConnectionState = "live" | "offline" | "signed-out" | "gone";

/** A part of the page that follows a stream. `seq` is the last number it shows. */
export interface Region {
  seq: number;
  show(event: LiveEvent): void;
  removeRow(frame: RemovedFrame): void;
  reset(): void;
  stateChanged(state: ConnectionState): void;
}

export class LiveConnection implements SocketOwner {
  private readonly regions = new Map<string, Region>();
  private readonly socket: LiveSocket;
  private readonly marks = new SeenMarks(
    (frame) => this.regions.has(frame.stream) && this.socket.send(frame),
  );

  constructor(address: () => string) {
    this.socket = new LiveSocket(address, this);
  }

  follow(stream: string, region: Region): void {
    this.regions.set(stream, region);
    if (!this.socket.isOpen) {
      this.socket.open();
      return;
    }
    this.subscribe(stream, region);
    this.marks.flush();
  }

  unfollow(stream: string): void {
    this.marks.flush();
    this.marks.forget(stream);
    this.regions.delete(stream);
    this.socket.send({ op: "unsubscribe", stream });
  }

  /** Frames that came another way, with the answer to a post. They do not make the socket live. */
  apply(frames: ServerFrame[]): void {
    for (const frame of frames) if (frame.op !== "caught_up") this.received(frame);
  }

  /** The stream was read up to this number. Call it as often as you like; a region follows it. */
  seen(stream: string, number: number): void {
    this.marks.note(stream, number);
  }

  /** The tab is hidden or left, and may not come back. */
  leaving(): void {
    this.marks.flush();
  }

  /** The network or the tab is back: do not wait for the timer. */
  wake(): void {
    if (this.isNeeded() && !this.socket.isOpen) this.socket.wake();
  }

  /** The socket speaks for somebody else than the page does: nothing more is shown here. */
  end(): void {
    this.socket.end();
    this.lost("signed-out");
    this.regions.clear();
  }

  // --- What the socket tells ---

  isNeeded(): boolean {
    return this.regions.size > 0;
  }

  opened(): void {
    for (const [stream, region] of this.regions) this.subscribe(stream, region);
    this.marks.flush();
  }

  lost(state: "offline" | "signed-out"): void {
    for (const region of this.regions.values()) region.stateChanged(state);
  }

  received(frame: ServerFrame): void {
    if (frame.op === "ping") {
      this.answerPing(frame.heads);
      return;
    }
    const region = this.regions.get(frame.stream);
    if (region) this.hand(frame, region);
  }

  private hand(frame: Exclude<ServerFrame, { op: "ping" }>, region: Region): void {
    switch (frame.op) {
      case "event":
      case "removed":
        this.advance(frame, region);
        break;
      case "caught_up":
        this.socket.settled();
        region.stateChanged("live");
        break;
      case "reset":
        region.reset();
        break;
      case "error":
      case "revoked":
        this.refused(frame.stream, region);
        break;
      case "look":
      case "presence":
        announce(frame);
        break;
    }
  }

  private advance(frame: LiveEvent | RemovedFrame, region: Region): void {
    if (frame.seq <= region.seq) return;
    if (frame.seq > region.seq + 1) {
      this.subscribe(frame.stream, region);
      return;
    }
    region.seq = frame.seq;
    if (frame.op === "event") region.show(frame);
    else region.removeRow(frame);
  }

  private answerPing(heads: Record<string, number>): void {
    const received: Record<string, number> = {};
    for (const [stream, region] of this.regions) {
      received[stream] = region.seq;
      if ((heads[stream] ?? 0) > region.seq) this.subscribe(stream, region);
    }
    this.socket.send({ op: "pong", received });
  }

  /** Not there, or not ours, or no longer: nothing to wait for. The others go on. */
  private refused(stream: string, region: Region): void {
    this.regions.delete(stream);
    this.marks.forget(stream);
    this.socket.settled();
    region.stateChanged("gone");
  }

  private subscribe(stream: string, region: Region): void {
    this.socket.send({ op: "subscribe", stream, after: region.seq });
  }
}
