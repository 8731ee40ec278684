/**
 * Tells the server how far each stream was read: at once, then at most every five seconds, and
 * always the highest number only. What cannot be sent is kept until it can.
 */
import type { SeenFrame } from "./generated";

interface Mark {
  highest: number;
  told: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const PAUSE = 5_000;

export class SeenMarks {
  private readonly marks = new Map<string, Mark>();

  /** `send` says whether it could. */
  constructor(private readonly send: (frame: SeenFrame) => boolean) {}

  note(stream: string, number: number): void {
    const mark = this.marks.get(stream) ?? { highest: 0, told: 0, timer: undefined };
    this.marks.set(stream, mark);
    if (number <= mark.highest) return;
    mark.highest = number;
    if (mark.timer === undefined) this.tell(stream, mark);
  }

  /** Without waiting: the tab is left, or the socket is back. */
  flush(): void {
    for (const [stream, mark] of this.marks) this.tell(stream, mark);
  }

  forget(stream: string): void {
    clearTimeout(this.marks.get(stream)?.timer);
    this.marks.delete(stream);
  }

  private tell(stream: string, mark: Mark): void {
    clearTimeout(mark.timer);
    mark.timer = undefined;
    if (mark.highest === mark.told) return;
    if (!this.send({ op: "seen", stream, number: mark.highest })) return;
    mark.told = mark.highest;
    mark.timer = setTimeout(() => {
      this.tell(stream, mark);
    }, PAUSE);
  }
}
