/**
 * A socket through which regions follow streams. What it misses it asks for.
 *
 * A frame that is not the next number means that something is missing, and a ping with a higher
 * number means that the last thing is missing: both are answered by subscribing again after the
 * number the region has. First load, reconnect and wake-up are that same path.
 */
import {
  CLOSE_SIGNED_OUT,
  type ClientFrame,
  type LiveEvent,
  type RemovedFrame,
  type ServerFrame,
} from "./generated";

export type ConnectionState = "live" | "offline" | "signed-out" | "gone";

/** A part of the page that follows a stream. `seq` is the last number it shows. */
export interface Region {
  seq: number;
  show(event: LiveEvent): void;
  removeRow(frame: RemovedFrame): void;
  reset(): void;
  stateChanged(state: ConnectionState): void;
}

const SLOWEST_RETRY = 30_000;
const FIRST_RETRY = 500;
const QUIET_TOO_LONG = 25_000; // the server pings every ten seconds
const SAY_OFFLINE_AFTER = 5_000;

export class LiveConnection {
  private socket: WebSocket | undefined;
  private readonly regions = new Map<string, Region>();
  private attempts = 0;
  private signedOut = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private quietTimer: ReturnType<typeof setTimeout> | undefined;
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly address: () => string) {}

  follow(stream: string, region: Region): void {
    this.regions.set(stream, region);
    if (this.isOpen()) this.subscribe(stream, region);
    else this.connect();
  }

  unfollow(stream: string): void {
    this.regions.delete(stream);
    if (this.isOpen()) this.send({ op: "unsubscribe", stream });
  }

  /** Frames that came another way, with the answer to a post. They do not make the socket live. */
  apply(frames: ServerFrame[]): void {
    for (const frame of frames) if (frame.op !== "caught_up") this.receive(frame);
  }

  /** The network or the tab is back: do not wait for the timer. */
  wake(): void {
    if (this.regions.size === 0 || this.signedOut || this.isOpen()) return;
    this.attempts = 0;
    this.connect();
  }

  private readonly isOpen = (): boolean => this.socket?.readyState === WebSocket.OPEN;

  private connect(): void {
    if (this.signedOut || this.socket) return;
    clearTimeout(this.retryTimer);
    const socket = new WebSocket(this.address());
    this.socket = socket;
    this.heard(); // one that never opens is dead as well
    socket.addEventListener("open", () => {
      this.opened();
    });
    socket.addEventListener("message", (message) => {
      if (this.socket !== socket) return;
      this.heard();
      this.receive(JSON.parse(String(message.data)) as ServerFrame);
    });
    socket.addEventListener("close", (event) => {
      if (this.socket === socket) this.closed(event.code);
    });
  }

  private opened(): void {
    this.heard();
    for (const [stream, region] of this.regions) this.subscribe(stream, region);
  }

  private closed(code: number): void {
    this.socket = undefined;
    clearTimeout(this.quietTimer);
    if (this.regions.size === 0) return;
    if (code === CLOSE_SIGNED_OUT) {
      this.signedOut = true;
      this.tell("signed-out");
      return;
    }
    this.offlineTimer ??= setTimeout(() => {
      this.tell("offline");
    }, SAY_OFFLINE_AFTER);
    const longest = Math.min(SLOWEST_RETRY, FIRST_RETRY * 2 ** this.attempts++);
    this.retryTimer = setTimeout(
      () => {
        this.connect();
      },
      longest * (0.5 + Math.random() / 2),
    );
  }

  /** A socket that has been silent too long is dead, whatever the browser thinks of it. */
  private heard(): void {
    clearTimeout(this.quietTimer);
    this.quietTimer = setTimeout(() => {
      const dead = this.socket;
      this.closed(0);
      dead?.close();
    }, QUIET_TOO_LONG);
  }

  private receive(frame: ServerFrame): void {
    if (frame.op === "ping") {
      this.answerPing(frame.heads);
      return;
    }
    const region = this.regions.get(frame.stream);
    if (!region) return;
    if (frame.op === "error") this.refused(frame.stream, region);
    else if (frame.op === "caught_up") this.caughtUp(region);
    else if (frame.op === "reset") region.reset();
    else this.advance(frame, region);
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
    this.send({ op: "pong", received });
  }

  /** Not there, or no longer ours: nothing to wait for. */
  private refused(stream: string, region: Region): void {
    this.regions.delete(stream);
    this.settled();
    region.stateChanged("gone");
  }

  private caughtUp(region: Region): void {
    this.settled();
    region.stateChanged("live");
  }

  private settled(): void {
    this.attempts = 0;
    clearTimeout(this.offlineTimer);
    this.offlineTimer = undefined;
  }

  private tell(state: ConnectionState): void {
    for (const region of this.regions.values()) region.stateChanged(state);
  }

  private subscribe(stream: string, region: Region): void {
    this.send({ op: "subscribe", stream, after: region.seq });
  }

  private send(frame: ClientFrame): void {
    if (this.isOpen()) this.socket?.send(JSON.stringify(frame));
  }
}
