/** What a forum's events do to the page. */
import type { PostCreatedEvent } from "../realtime/generated";

/** Put the post in its place by id; one that is there already is replaced by itself. */
export function showPost(event: PostCreatedEvent, region: HTMLElement): void {
  const rows = region.querySelector("[data-rows]");
  const post = element(event.html);
  if (!rows || !post) return;
  const present = document.getElementById(post.id);
  if (present) {
    present.replaceWith(post);
    return;
  }
  const next = [...rows.querySelectorAll<HTMLElement>("[data-post]")].find(
    (each) => Number(each.dataset.post) > event.post,
  );
  rows.insertBefore(post, next ?? null);
  countReply();
  if (post.dataset.author !== region.getAttribute("member")) arrive(post, region);
}

/** A post that others wrote is new to the reader, and says so. */
function arrive(post: HTMLElement, region: HTMLElement): void {
  post.dataset.state = "arriving";
  const time = post.querySelector("time");
  if (time) time.textContent = region.getAttribute("just-now");
  region.dispatchEvent(new CustomEvent("post-arrived", { detail: post }));
}

function countReply(): void {
  const place = document.querySelector<HTMLElement>("[data-replies]");
  if (!place) return;
  const count = Number(place.dataset.replies) + 1;
  place.dataset.replies = String(count);
  const form = (count === 1 ? place.dataset.one : place.dataset.many) ?? "";
  place.textContent = form.replace("{count}", String(count));
}

function element(html: string): HTMLElement | null {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector<HTMLElement>("[data-post]");
}
