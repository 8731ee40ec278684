// The client's half of the protocol, as transcripts against a socket that the test holds.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { LiveConnection, type ConnectionState, type Region } from "./connection";
import { CLOSE_SIGNED_OUT, type LiveEvent, type RemovedFrame } from "./generated";

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readyState = 0;
  sent: unknown[] = [];

  constructor(readonly url: string) {
    super();
    FakeSocket.opened.push(this);
  }

  static get last(): FakeSocket {
    const socket = FakeSocket.opened.at(-1);
    if (!socket) throw new Error("No socket was opened");
    return socket;
  }

  accept(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  say(frame: object): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }

  drop(code = 1006): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }
}

class FakeRegion implements Region {
  shown: number[] = [];
  removed: number[] = [];
  states: ConnectionState[] = [];
  resets = 0;
  constructor(public seq: number) {}
  show(event: LiveEvent): void {
    this.shown.push(event.seq);
  }
  removeRow(frame: RemovedFrame): void {
    this.removed.push(frame.id);
  }
  reset(): void {
    this.resets += 1;
  }
  stateChanged(state: ConnectionState): void {
    this.states.push(state);
  }
}

const stream = "topic:7";
const event = (seq: number): object => ({
  op: "event",
  stream,
  seq,
  type: "post.created",
  post: seq,
  html: "",
});
const subscribe = (after: number): object => ({ op: "subscribe", stream, after });

let connection: LiveConnection;
let region: FakeRegion;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.opened = [];
  connection = new LiveConnection(() => "ws://test/ws/");
  region = new FakeRegion(3);
  connection.follow(stream, region);
  FakeSocket.last.accept();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a page whose reader is no longer the one who is signed in", () => {
  it("follows nothing more, whatever comes", () => {
    const before = FakeSocket.opened.length;
    connection.end();
    FakeSocket.last.say(event(4));
    FakeSocket.last.drop();
    connection.wake();
    vi.advanceTimersByTime(60_000);
    expect([region.states, region.shown]).toEqual([["signed-out"], []]);
    expect(FakeSocket.opened).toHaveLength(before);
  });
});

describe("what arrives", () => {
  it("asks for what comes after the number the page has", () => {
    expect(FakeSocket.last.sent).toEqual([subscribe(3)]);
  });

  it("shows the next number and nothing twice", () => {
    FakeSocket.last.say(event(4));
    FakeSocket.last.say(event(4));
    FakeSocket.last.say(event(2));
    expect(region.shown).toEqual([4]);
  });

  it("asks again from where it is when a number is missing, and shows nothing out of order", () => {
    FakeSocket.last.say(event(6));
    expect(region.shown).toEqual([]);
    expect(FakeSocket.last.sent.at(-1)).toEqual(subscribe(3));
    for (const seq of [4, 5, 6]) FakeSocket.last.say(event(seq));
    expect(region.shown).toEqual([4, 5, 6]);
  });

  it("learns from a ping that the last event was lost", () => {
    FakeSocket.last.say({ op: "ping", heads: { [stream]: 5 } });
    expect(FakeSocket.last.sent.slice(-2)).toEqual([
      subscribe(3),
      { op: "pong", received: { [stream]: 3 } },
    ]);
  });

  it("takes rows away, and fetches anew when too much was missed", () => {
    FakeSocket.last.say({ op: "removed", stream, seq: 4, row: "post", id: 91 });
    FakeSocket.last.say({ op: "reset", stream });
    expect([region.removed, region.resets, region.seq]).toEqual([[91], 1, 4]);
  });

  it("is told the same by the answer to a post", () => {
    connection.apply([event(4) as LiveEvent]);
    FakeSocket.last.say(event(4));
    expect(region.shown).toEqual([4]);
  });

  it("is not made live by such an answer while the socket is down", () => {
    FakeSocket.last.drop();
    connection.apply([event(4) as LiveEvent, { op: "caught_up", stream, seq: 4 }]);
    vi.advanceTimersByTime(5_100);
    expect([region.shown, region.states]).toEqual([[4], ["offline"]]);
  });

  it("keeps quiet about streams it does not follow", () => {
    FakeSocket.last.say({ ...event(4), stream: "topic:8" });
    FakeSocket.last.say({ op: "error", code: "not_found", message: "", stream: "topic:8" });
    expect(region.shown).toEqual([]);
  });
});

describe("a bad network", () => {
  it("comes back by itself and asks for exactly what was missed", () => {
    FakeSocket.last.say(event(4));
    FakeSocket.last.drop();
    vi.advanceTimersByTime(500);
    expect(FakeSocket.opened).toHaveLength(2);
    FakeSocket.last.accept();
    expect(FakeSocket.last.sent).toEqual([subscribe(4)]);
  });

  it("waits longer each time, and never all at the same moment", () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const waits = [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000];
    for (const wait of waits) {
      const before = FakeSocket.opened.length;
      FakeSocket.last.drop();
      vi.advanceTimersByTime(wait - 1);
      expect(FakeSocket.opened).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(FakeSocket.opened).toHaveLength(before + 1);
    }
  });

  it("says offline only after five seconds, and live when it has caught up", () => {
    FakeSocket.last.drop();
    vi.advanceTimersByTime(4_900);
    expect(region.states).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(region.states).toEqual(["offline"]);
    FakeSocket.last.accept();
    FakeSocket.last.say({ op: "caught_up", stream, seq: 3 });
    expect(region.states).toEqual(["offline", "live"]);
  });

  it("does not wait when the tab or the network is back", () => {
    for (let tries = 0; tries < 6; tries += 1) {
      FakeSocket.last.drop();
      vi.advanceTimersByTime(30_000);
    }
    FakeSocket.last.drop();
    const before = FakeSocket.opened.length;
    connection.wake();
    expect(FakeSocket.opened).toHaveLength(before + 1);
  });

  it("takes a socket that says nothing for dead", () => {
    vi.advanceTimersByTime(25_000);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.opened).toHaveLength(2);
  });

  it("takes one that never opens for dead, and says so", () => {
    FakeSocket.last.drop();
    vi.advanceTimersByTime(500);
    vi.advanceTimersByTime(26_500);
    expect(region.states).toEqual(["offline"]);
    expect(FakeSocket.opened).toHaveLength(3);
  });

  it("does not ask again for what it was refused", () => {
    FakeSocket.last.say({ op: "error", code: "not_found", message: "", stream });
    FakeSocket.last.drop();
    vi.advanceTimersByTime(60_000);
    expect(region.states).toEqual(["gone"]);
    expect(FakeSocket.opened).toHaveLength(1);
  });

});

describe("rights that end", () => {
  it("end one stream, and the others go on", () => {
    const other = new FakeRegion(8);
    connection.follow("topic:8", other);
    FakeSocket.last.say({ op: "revoked", stream });
    FakeSocket.last.say(event(4));
    FakeSocket.last.say({ ...event(9), stream: "topic:8" });
    expect([region.states, region.shown]).toEqual([["gone"], []]);
    expect([other.states, other.shown]).toEqual([[], [9]]);
  });

  it("are not asked for again after a drop", () => {
    FakeSocket.last.say({ op: "revoked", stream });
    connection.follow("topic:8", new FakeRegion(8));
    FakeSocket.last.drop();
    vi.advanceTimersByTime(500);
    FakeSocket.last.accept();
    expect(FakeSocket.last.sent).toEqual([{ op: "subscribe", stream: "topic:8", after: 8 }]);
  });

  it("are tried once more with today's cookie, when the server has had time to set it", () => {
    FakeSocket.last.drop(CLOSE_SIGNED_OUT);
    vi.advanceTimersByTime(1_900);
    expect(FakeSocket.opened).toHaveLength(1);
    vi.advanceTimersByTime(100);
    FakeSocket.last.accept();
    FakeSocket.last.say({ op: "caught_up", stream, seq: 3 });
    vi.advanceTimersByTime(5_000);
    expect(region.states).toEqual(["live"]);
  });

  it("and may end again later, with one more try", () => {
    for (let times = 0; times < 3; times += 1) {
      FakeSocket.last.drop(CLOSE_SIGNED_OUT);
      vi.advanceTimersByTime(2_000);
      FakeSocket.last.accept();
      FakeSocket.last.say({ op: "caught_up", stream, seq: 3 });
    }
    expect(region.states).toEqual(["live", "live", "live"]);
  });

  it("are not knocked for a third time", () => {
    FakeSocket.last.drop(CLOSE_SIGNED_OUT);
    vi.advanceTimersByTime(2_000);
    FakeSocket.last.accept();
    FakeSocket.last.drop(CLOSE_SIGNED_OUT);
    vi.advanceTimersByTime(60_000);
    connection.wake();
    expect(FakeSocket.opened).toHaveLength(2);
    expect(region.states).toEqual(["signed-out"]);
  });
});

describe("what is said to the whole page", () => {
  it("is heard on the document, where the stream is followed", () => {
    const heard: unknown[] = [];
    const hear = (said: CustomEvent): void => {
      heard.push(said.detail);
    };
    document.addEventListener("samtun:look", hear);
    document.addEventListener("samtun:presence", hear);
    const look = { op: "look", stream };
    const presence = { op: "presence", stream, count: 2, members: [1, 7] };
    for (const frame of [look, presence, { op: "look", stream: "member:9" }]) {
      FakeSocket.last.say(frame);
    }
    document.removeEventListener("samtun:look", hear);
    document.removeEventListener("samtun:presence", hear);
    expect(heard).toEqual([look, presence]);
  });

  it("may be something that this page does not know yet", () => {
    FakeSocket.last.say({ op: "typing", stream, member: 7 });
    FakeSocket.last.say(event(4));
    expect(region.shown).toEqual([4]);
  });
});

describe("what was seen", () => {
  const seen = (): unknown[] =>
    FakeSocket.last.sent.filter((frame) => (frame as { op: string }).op === "seen");
  const mark = (number: number): object => ({ op: "seen", stream, number });

  it("is told at once, then the highest at most every five seconds", () => {
    for (const number of [11, 12, 15, 14]) connection.seen(stream, number);
    expect(seen()).toEqual([mark(11)]);
    vi.advanceTimersByTime(5_000);
    expect(seen()).toEqual([mark(11), mark(15)]);
    vi.advanceTimersByTime(10_000);
    connection.seen(stream, 15);
    expect(seen()).toHaveLength(2);
    connection.seen(stream, 16);
    expect(seen().at(-1)).toEqual(mark(16));
  });

  it("is told when the tab is left, without waiting", () => {
    connection.seen(stream, 11);
    connection.seen(stream, 12);
    connection.leaving();
    connection.leaving();
    expect(seen()).toEqual([mark(11), mark(12)]);
  });

  it("waits for the socket, and is told after the stream is followed again", () => {
    FakeSocket.last.drop();
    connection.seen(stream, 11);
    vi.advanceTimersByTime(500);
    FakeSocket.last.accept();
    expect(FakeSocket.last.sent).toEqual([subscribe(3), mark(11)]);
  });

  it("may be noted before the stream is followed", () => {
    connection.seen("topic:8", 11);
    expect(seen()).toEqual([]);
    connection.follow("topic:8", new FakeRegion(8));
    expect(FakeSocket.last.sent.slice(-2)).toEqual([
      { op: "subscribe", stream: "topic:8", after: 8 },
      { op: "seen", stream: "topic:8", number: 11 },
    ]);
  });

  it("is nobody's business for a stream that is followed no longer", () => {
    FakeSocket.last.say({ op: "revoked", stream });
    connection.seen(stream, 11);
    expect(seen()).toEqual([]);
  });
});
