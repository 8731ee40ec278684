/**
 * Says that posts have arrived, without moving anything:
 *
 *   <new-posts one="1 nytt svar" many="{count} nye svar">
 *     <button hidden>…<span></span></button><p role="status"></p>
 *   </new-posts>
 *
 * Posts below what is seen wait behind the button. It is announced politely, once a change.
 * A new post has been read when it has been on screen for two seconds: its tint fades, and the
 * server is told. What stood on the page when it was opened counts as read.
 */
import type { LiveRegion } from "../realtime/live-region";
import type { LocalTime } from "../realtime/local-time";
import { connection } from "../realtime/tab-connection";
import { counted } from "../shell/counted";

const SEEN_AFTER = 2_000;

export class NewPosts extends HTMLElement {
  private readonly waiting = new Set<HTMLElement>();
  private readonly seenTimers = new Map<Element, ReturnType<typeof setTimeout>>();
  private observer: IntersectionObserver | undefined;
  private listening = new AbortController();

  connectedCallback(): void {
    this.observer = new IntersectionObserver((entries) => {
      for (const entry of entries) this.inView(entry.target as HTMLElement, entry.isIntersecting);
    });
    this.listen();
    this.readToTheEnd();
  }

  disconnectedCallback(): void {
    this.listening.abort();
    this.observer?.disconnect();
    for (const timer of this.seenTimers.values()) clearTimeout(timer);
    this.seenTimers.clear();
  }

  private listen(): void {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const on = (name: string, react: (event: Event) => void): void => {
      this.region?.addEventListener(name, react, { signal });
    };
    on("post-arrived", (event) => {
      this.arrived((event as CustomEvent<HTMLElement>).detail);
    });
    on("live-changed", () => {
      this.update(); // one that waits may have been deleted
    });
    on("live-reset", () => {
      this.update();
      this.readToTheEnd();
    });
    this.button?.addEventListener(
      "click",
      () => {
        this.goToFirst();
      },
      { signal },
    );
  }

  private get button(): HTMLButtonElement | null {
    return this.querySelector("button");
  }

  private get region(): LiveRegion | null {
    return this.closest<LiveRegion>("live-region");
  }

  private arrived(post: HTMLElement): void {
    this.waiting.add(post);
    this.observer?.observe(post);
    this.update();
  }

  private inView(post: HTMLElement, visible: boolean): void {
    clearTimeout(this.seenTimers.get(post));
    if (!visible) return;
    this.waiting.delete(post);
    this.update();
    this.seenTimers.set(
      post,
      setTimeout(() => {
        this.hasSeen(post);
      }, SEEN_AFTER),
    );
  }

  private hasSeen(post: HTMLElement): void {
    this.observer?.unobserve(post);
    this.seenTimers.delete(post);
    if (document.visibilityState === "hidden") {
      this.observer?.observe(post); // another tab is in front: again when this one is
      return;
    }
    post.dataset.seen = "";
    post.querySelector<LocalTime>("local-time")?.show();
    this.tell(post);
  }

  private readToTheEnd(): void {
    const posts = this.region?.querySelectorAll<HTMLElement>("[data-rows] > [data-post]") ?? [];
    const last = [...posts].at(-1);
    if (last) this.tell(last);
  }

  private tell(post: HTMLElement): void {
    const stream = this.region?.getAttribute("stream");
    if (stream) connection.seen(stream, Number(post.dataset.post));
  }

  private goToFirst(): void {
    this.update();
    const [first] = this.waiting;
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
  }

  private update(): void {
    for (const post of this.waiting) if (!post.isConnected) this.waiting.delete(post);
    const count = this.waiting.size;
    const forms = [this.getAttribute("one"), this.getAttribute("many")] as const;
    const words = count === 0 ? "" : counted(...forms, count);
    for (const place of this.querySelectorAll("button span, [role=status]")) {
      if (place.textContent !== words) place.textContent = words; // announced once
    }
    if (this.button) this.button.hidden = count === 0;
  }
}

customElements.define("new-posts", NewPosts);
