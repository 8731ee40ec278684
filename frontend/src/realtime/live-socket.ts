/**
 * The socket itself: opened, opened again after a drop, and given up as dead when it says nothing.
 * It knows no streams.
 */
import { CLOSE_SIGNED_OUT, type ClientFrame, type ServerFrame } from "./generated";

/** Who speaks through the socket. */
export interface SocketOwner {
  opened(): void;
  received(frame: ServerFrame): void;
  /** No socket, after some seconds of trying; or none at all until somebody signs in. */
  lost(state: "offline" | "signed-out"): void;
  isNeeded(): boolean;
}

type Timer = ReturnType<typeof setTimeout>;

const SLOWEST_RETRY = 30_000;
const FIRST_RETRY = 500;
const QUIET_TOO_LONG = 25_000; // the server pings every ten seconds
const SAY_OFFLINE_AFTER = 5_000;
const NEW_COOKIE_AFTER = 2_000; // the socket hears of it before the answer brings the cookie

export class LiveSocket {
  private socket: WebSocket | undefined;
  private attempts = 0;
  private wasSignedOut = false;
  private isSignedOut = false;
  private retryTimer: Timer | undefined;
  private quietTimer: Timer | undefined;
  private offlineTimer: Timer | undefined;

  constructor(
    private readonly address: () => string,
    private readonly owner: SocketOwner,
  ) {}

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open(): void {
    if (this.isSignedOut || this.socket) return;
    clearTimeout(this.retryTimer);
    const socket = new WebSocket(this.address());
    this.socket = socket;
    this.heard(); // one that never opens is dead as well
    socket.addEventListener("open", () => {
      this.heard();
      this.owner.opened();
    });
    socket.addEventListener("message", (message) => {
      if (this.socket !== socket) return;
      this.heard();
      this.owner.received(JSON.parse(String(message.data)) as ServerFrame);
    });
    socket.addEventListener("close", (event) => {
      if (this.socket === socket) this.closed(event.code);
    });
  }

  /** The network or the tab is back: do not wait for the timer. */
  wake(): void {
    this.attempts = 0;
    this.open();
  }

  /** For good: another page begins anew. */
  end(): void {
    this.isSignedOut = true;
    clearTimeout(this.quietTimer);
    clearTimeout(this.retryTimer);
    this.forgetOffline();
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }

  /** The server has answered as it should: what was tried before no longer counts. */
  settled(): void {
    this.attempts = 0;
    this.wasSignedOut = false;
    this.forgetOffline();
  }

  /** Whether it could be sent. */
  send(frame: ClientFrame): boolean {
    if (!this.socket || !this.isOpen) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private closed(code: number): void {
    this.socket = undefined;
    clearTimeout(this.quietTimer);
    if (!this.owner.isNeeded()) return;
    if (code === CLOSE_SIGNED_OUT && this.wasSignedOut) {
      this.isSignedOut = true;
      this.forgetOffline();
      this.owner.lost("signed-out");
      return;
    }
    this.offlineTimer ??= setTimeout(() => {
      this.owner.lost("offline");
    }, SAY_OFFLINE_AFTER);
    this.retryTimer = setTimeout(
      () => {
        this.open();
      },
      code === CLOSE_SIGNED_OUT ? this.pauseForCookie() : this.pause(),
    );
  }

  /** Longer each time, and never all browsers at the same moment. */
  private pause(): number {
    const longest = Math.min(SLOWEST_RETRY, FIRST_RETRY * 2 ** this.attempts++);
    return longest * (0.5 + Math.random() / 2);
  }

  /** What ends this session, in another tab, may give the browser a new one. */
  private pauseForCookie(): number {
    this.wasSignedOut = true;
    return NEW_COOKIE_AFTER;
  }

  private forgetOffline(): void {
    clearTimeout(this.offlineTimer);
    this.offlineTimer = undefined;
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
}
