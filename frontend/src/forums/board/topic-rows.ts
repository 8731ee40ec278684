/** The rows of a board: where a topic stands, and what is new in it to the reader. */
import { replaceRow } from "../../realtime/rows";
import { countOf, markRow, takeMarks, type Words } from "./marks";
import { isAbove, place } from "./order";

interface Options {
  list: HTMLElement;
  /** A list item without its topic. */
  blank: HTMLTemplateElement;
  /** The reader's id: what they wrote themselves is not new to them. */
  member: string | null;
  /** The list begins at its beginning and leaves nothing out. */
  isFirst: boolean;
  words: Words;
}

export class TopicRows {
  /** How many answers a row's marks know of, where it is not what the row shows. */
  private readonly counted = new WeakMap<HTMLElement, number>();

  constructor(private readonly options: Options) {}

  get isEmpty(): boolean {
    return this.options.list.childElementCount === 0;
  }

  has(topicId: string): boolean {
    return this.options.list.querySelector(`#${topicId}`) !== null;
  }

  /** Show the topic as it is now, if its row stays where it stands. */
  changeInPlace(topic: HTMLElement): boolean {
    const item = this.itemOf(topic);
    if (!item || !this.keepsPlace(item, topic)) return false;
    this.put(item, topic);
    return true;
  }

  /** Show the topic as it is now, wherever that is. */
  show(topic: HTMLElement): void {
    const item = this.itemOf(topic) ?? this.newItem();
    this.put(item, topic);
    place(this.options.list, item);
  }

  /** Take what is new from the rows of a fresh page, and nothing else. */
  takeMarks(page: Document): void {
    for (const fresh of page.querySelectorAll<HTMLElement>("[data-rows] > [data-topic]")) {
      const topic = fresh.querySelector<HTMLElement>("article");
      const item = topic && this.itemOf(topic);
      if (!item) continue;
      takeMarks(item, fresh);
      // These marks may count answers that are not shown yet.
      this.counted.set(item, Number(topic.dataset.answers));
    }
  }

  private put(item: HTMLElement, topic: HTMLElement): void {
    const old = item.querySelector<HTMLElement>("article");
    const known = this.counted.get(item) ?? Number(old?.dataset.answers ?? 0);
    const answers = Number(topic.dataset.answers);
    const more = Math.max(answers - known, 0);
    const isOwn = topic.dataset.lastAuthor === this.options.member;
    const isUnread = !isOwn && (!old || more > 0 || item.hasAttribute("data-unread"));
    markRow(item, isUnread, Math.min(countOf(item) + more, answers), this.options.words);
    this.counted.delete(item);
    item.dataset.topic = topic.id.replace("topic-", "");
    if (old) replaceRow(old, topic);
    else item.querySelector(".topic-row__new")?.before(topic);
  }

  private keepsPlace(item: HTMLElement, topic: HTMLElement): boolean {
    const before = item.previousElementSibling as HTMLElement | null;
    const after = item.nextElementSibling as HTMLElement | null;
    if (after && !isAbove(topic, after)) return false;
    if (before) return isAbove(before, topic);
    return this.options.isFirst || topic.dataset.last === item.querySelector("article")?.dataset.last;
  }

  private itemOf(topic: HTMLElement): HTMLElement | null {
    return this.options.list.querySelector(`#${topic.id}`)?.closest("li") ?? null;
  }

  private newItem(): HTMLElement {
    return this.options.blank.content.firstElementChild?.cloneNode(true) as HTMLElement;
  }
}
