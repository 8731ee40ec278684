/** This page as the server shows it now. Throws when it cannot be had, or leads elsewhere. */
export async function freshPage(): Promise<Document> {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) throw new Error(`No page to take: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
