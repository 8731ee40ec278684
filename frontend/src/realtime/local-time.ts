/**
 * A moment as one would say it: "kl. 09.31", "i går kl. 15.12", "13. november".
 *
 *   <local-time><time datetime="2026-11-22T08:31:00Z">22. november 2026 kl. 09.31</time></local-time>
 *
 * The server writes the whole date, the same for every reader; here it becomes near time.
 */
const DAY = 86_400_000;

/** `moment` in words near `now`, in the page's language. */
export function nearTime(moment: Date, now: Date, language: string): string {
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / DAY);
  const clock = clockTime(moment, language);
  if (days === 0) return clock;
  if (days === 1) return `${yesterday(language)} ${clock}`;
  const year = moment.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(locales(language), { day: "numeric", month: "long", ...year }).format(
    moment,
  );
}

function startOfDay(moment: Date): number {
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate());
}

function clockTime(moment: Date, language: string): string {
  const parts = [moment.getHours(), moment.getMinutes()].map((n) => String(n).padStart(2, "0"));
  return language === "en" ? parts.join(":") : `kl. ${parts.join(".")}`;
}

function yesterday(language: string): string {
  return new Intl.RelativeTimeFormat(locales(language), { numeric: "auto" }).format(-1, "day");
}

/** Browsers without nynorsk have bokmål. */
function locales(language: string): string[] {
  return language === "en" ? ["en-GB"] : [language, "nb"];
}

export class LocalTime extends HTMLElement {
  connectedCallback(): void {
    this.show();
  }

  /** Write the moment as it is said now. */
  show(): void {
    const time = this.querySelector("time");
    const moment = new Date(time?.dateTime ?? "");
    if (!time || Number.isNaN(moment.getTime())) return;
    time.title ||= time.textContent.trim();
    time.textContent = nearTime(moment, new Date(), document.documentElement.lang);
  }
}

customElements.define("local-time", LocalTime);
