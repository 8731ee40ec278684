/**
 * A board that follows what happens without moving under the reader's eyes:
 *
 *   <new-topics member="7" first new-one="1 ny tråd" new-many="{count} nye tråder" …>
 *     <a class="live-button" href="/forum/3/" hidden>…<span></span></a>
 *     <p role="status"></p>
 *     <template><li class="topic-row">…</li></template>
 *   </new-topics>
 *
 * A row that keeps its place changes in place. New ones, and those that would move, wait behind the
 * button. With `first` (the list begins at its beginning and leaves nothing out) the button puts
 * them where they belong; elsewhere it is the link to the first page.
 */
import { freshPage } from "../../realtime/fresh-page";
import type { LiveEvent, RemovedFrame } from "../../realtime/generated";
import { counted } from "../../shell/counted";
import { isAbove } from "./order";
import { TopicRows } from "./topic-rows";

export class NewTopics extends HTMLElement {
  private readonly waiting = new Map<string, HTMLElement>();
  private rows: TopicRows | undefined;
  private listening = new AbortController();
  private looking: "no" | "yes" | "and once more" = "no";

  connectedCallback(): void {
    const region = this.closest<HTMLElement>("live-region");
    const list = region?.querySelector<HTMLElement>("[data-rows]");
    const blank = this.querySelector("template");
    if (!region || !list || !blank) return;
    this.rows = new TopicRows({
      list,
      blank,
      member: this.getAttribute("member"),
      isFirst: this.isFirst,
      words: (count) => this.words("unread", count),
    });
    this.listen(region);
  }

  disconnectedCallback(): void {
    this.listening.abort();
  }

  /** A topic as it is now: its fragment. */
  take(topic: HTMLElement): void {
    this.waiting.delete(topic.id);
    if (!this.rows?.changeInPlace(topic)) this.waiting.set(topic.id, topic);
    this.say();
  }

  private listen(region: HTMLElement): void {
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("samtun:look", this.look, { signal });
    const reset = (): void => {
      this.waiting.clear();
      this.say();
    };
    region.addEventListener("live-reset", reset, { signal });
    const changed = ({ detail }: CustomEvent<LiveEvent | RemovedFrame>): void => {
      if (detail.op === "removed") this.waiting.delete(`topic-${detail.id}`);
      this.say();
    };
    region.addEventListener("live-changed", changed, { signal });
    const pressed = (event: Event): void => {
      if (!this.isFirst) return; // the link leads there
      event.preventDefault();
      this.show();
    };
    this.button?.addEventListener("click", pressed, { signal });
  }

  /** Everything that waits, in its place. Focus goes on to the first of it. */
  private show(): void {
    const topics = [...this.waiting.values()].sort((a, b) => (isAbove(a, b) ? -1 : 1));
    for (const topic of topics) this.rows?.show(topic);
    this.waiting.clear();
    this.say();
    topics[0]?.querySelector("a")?.focus();
    this.look(); // what is new is known best where it is kept
  }

  /** Something was read, here or elsewhere: take the marks of a fresh page. */
  private readonly look = (): void => {
    if (this.looking !== "no") {
      this.looking = "and once more"; // the page on its way may be too old
      return;
    }
    this.looking = "yes";
    freshPage()
      .then((page) => {
        this.rows?.takeMarks(page);
        takeCounts(page);
      })
      .catch(() => undefined) // no network: the next look, or the next page, has them
      .finally(() => {
        const isAsked = this.looking === "and once more";
        this.looking = "no";
        if (isAsked) this.look();
      });
  };

  private say(): void {
    const moved = [...this.waiting.values()].filter((topic) => this.isKnown(topic)).length;
    const parts = [this.words("new", this.waiting.size - moved), this.words("moved", moved)];
    const words = parts.filter(Boolean).join(", ");
    for (const place of this.querySelectorAll(".live-button span, [role=status]")) {
      if (place.textContent !== words) place.textContent = words; // announced once
    }
    if (this.button) this.button.hidden = words === "";
    const empty = this.closest("live-region")?.querySelector<HTMLElement>("[data-empty]");
    if (empty) empty.hidden = !this.rows?.isEmpty;
  }

  /** One that is not shown may be an old one, from another page of the list: it has been answered. */
  private isKnown(topic: HTMLElement): boolean {
    return Number(topic.dataset.answers) > 0 || (this.rows?.has(topic.id) ?? false);
  }

  private words(kind: string, count: number): string {
    if (count === 0) return "";
    return counted(this.getAttribute(`${kind}-one`), this.getAttribute(`${kind}-many`), count);
  }

  private get isFirst(): boolean {
    return this.hasAttribute("first");
  }

  private get button(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".live-button");
  }
}

/** How many there are of each sort: «Uleste 3». */
function takeCounts(page: Document): void {
  const counts = page.querySelectorAll(".chips .chip__count");
  for (const [place, count] of [...document.querySelectorAll(".chips .chip__count")].entries()) {
    count.textContent = counts[place]?.textContent ?? count.textContent;
  }
}

customElements.define("new-topics", NewTopics);
