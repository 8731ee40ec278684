/** The page cannot be had. `status` is what the server answered. */
export class NoPage extends Error {
  constructor(readonly status: number) {
    super(`No page to take: ${status}`);
  }
}

/**
 * A page of ours as the server shows it now; this one, if no other is named. Throws when it cannot
 * be had, or leads elsewhere.
 */
export async function freshPage(address = location.href, signal?: AbortSignal): Promise<Document> {
  const headers = { Accept: "text/html" };
  const response = await fetch(address, { headers, signal: signal ?? null });
  if (!response.ok || response.redirected) throw new NoPage(response.status);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
