/** What a topic's events do to its page. */
import type { PostChangedEvent, PostCreatedEvent } from "../realtime/generated";
import { elementOf, keepingPlace, replaceRow, rowIn } from "../realtime/rows";
import { counted } from "../shell/counted";

const RECENT = 2 * 60_000;

/** Posts whose deletion has been counted, though they are not on this page. */
const countedAway = new Set<string>();

/** Put the post in its place by id; one that is there already is replaced by itself. */
export function showPost(event: PostCreatedEvent, region: HTMLElement): void {
  const post = elementOf(event.html);
  if (!post || changeRow(post, region)) return;
  const posts = postsIn(region);
  const next = posts.find((each) => Number(each.dataset.post) > event.post);
  keepingPlace(posts, () => {
    region.querySelector("[data-rows]")?.insertBefore(post, next ?? null);
  });
  if (isDeleted(post)) return;
  countAnswers(1);
  if (post.dataset.author !== region.getAttribute("member")) arrive(post, region);
}

/** It was edited, or deleted: the same row with other words. One that is not shown stays unshown. */
export function changePost(event: PostChangedEvent, region: HTMLElement): void {
  const post = elementOf(event.html);
  if (!post) return;
  const present = rowIn(region, post.id);
  const wasDeleted = present ? isDeleted(present) : countedAway.has(post.id);
  if (isDeleted(post) && !wasDeleted) {
    countedAway.add(post.id);
    countAnswers(-1);
  }
  changeRow(post, region);
}

function changeRow(post: HTMLElement, region: HTMLElement): boolean {
  const present = rowIn(region, post.id);
  if (!present) return false;
  keepingPlace(postsIn(region), () => {
    replaceRow(present, post);
  });
  const isNew = present.dataset.state === "arriving" && present.dataset.seen === undefined;
  if (isNew && !isDeleted(post)) arrive(post, region);
  return true;
}

function isDeleted(post: HTMLElement): boolean {
  return post.dataset.state === "deleted";
}

function postsIn(region: HTMLElement): HTMLElement[] {
  return [...region.querySelectorAll<HTMLElement>("[data-rows] > [data-post]")];
}

/** A post that others wrote is new to the reader, and says so. */
function arrive(post: HTMLElement, region: HTMLElement): void {
  post.dataset.state = "arriving";
  const time = post.querySelector("time");
  if (time && isRecent(time)) time.textContent = region.getAttribute("just-now");
  region.dispatchEvent(new CustomEvent("post-arrived", { detail: post }));
}

/** One that was caught up with after a long silence keeps its time. */
function isRecent(time: HTMLTimeElement): boolean {
  return Date.now() - Date.parse(time.dateTime) < RECENT;
}

function countAnswers(more: number): void {
  const place = document.querySelector<HTMLElement>("[data-replies]");
  if (!place) return;
  const count = Number(place.dataset.replies) + more;
  place.dataset.replies = String(count);
  place.textContent = counted(place.dataset.one, place.dataset.many, count);
}
