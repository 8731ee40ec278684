/** What a board's events do to its page. */
import type { TopicChangedEvent } from "../../realtime/generated";
import { elementOf } from "../../realtime/rows";
import type { NewTopics } from "./new-topics";

/** It was started, answered, retitled. The page decides whether that waits. */
export function changeTopic(event: TopicChangedEvent, region: HTMLElement): void {
  const topic = elementOf(event.html);
  if (topic) region.querySelector<NewTopics>("new-topics")?.take(topic);
}
