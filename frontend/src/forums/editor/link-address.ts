/** Addresses that a link may lead to: pages and e-mail. */

// As the server reads them (`forums.texts.reading`): another link would lose its address there.
const ALLOWED = /^(https?:\/\/|mailto:)[^\s<>"\\^`{|}]+$/i;
const EMAIL = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/;
const HOST = /^[^\s/@:]+\.[^\s/@:.]{2,}(:\d+)?([/?#]\S*)?$/;

export function isAllowedAddress(address: string): boolean {
  return ALLOWED.test(address);
}

/** The whole address of what somebody wrote, as in "helsenorge.no"; null when it leads nowhere. */
export function addressOf(written: string): string | null {
  const text = written.trim();
  if (isAllowedAddress(text)) return text;
  const scheme = EMAIL.test(text) ? "mailto:" : HOST.test(text) ? "https://" : "";
  return isAllowedAddress(scheme + text) ? scheme + text : null;
}
