/**
 * What is being written, kept in this tab until the server has it. It goes when the person signs
 * out: ward PCs are shared.
 */
const PREFIX = "draft:";

export interface Draft {
  text: string;
  /** "html" once the editor has been there. */
  format: string;
  /** The text without formatting, for when the editor cannot be had. */
  plain: string;
  /** The form's key, and what it was last sent with: sent again it is still the same post. */
  key: string;
  tried: string | undefined;
  /** The other fields, by name: title, kind, the revision that is being changed. */
  fields: Record<string, string>;
}

/** The draft of one form and one member: the next one to sign in here meets no text of theirs. */
export class DraftBox {
  private readonly name: string;

  constructor(member: string, thing: string) {
    this.name = `${PREFIX}${member}:${thing}`;
    forget((name) => !name.startsWith(`${PREFIX}${member}:`));
  }

  get(): Draft | null {
    const kept = sessionStorage.getItem(this.name);
    return kept ? (JSON.parse(kept) as Draft) : null;
  }

  keep(draft: Draft): void {
    try {
      sessionStorage.setItem(this.name, JSON.stringify(draft));
    } catch {
      // Full, or forbidden. The text is still in the form, and must be possible to send.
    }
  }

  drop(): void {
    sessionStorage.removeItem(this.name);
  }
}

/** On a shared PC nothing of what was written stays after signing out. */
document.addEventListener("submit", (event) => {
  if (!(event.target as Element).matches("form[action$='/logout/']")) return;
  forget(() => true);
});

/** Another tab may have signed out: what the one who wrote here before left goes with the next one. */
const member = document.querySelector("live-member")?.getAttribute("stream")?.replace("member:", "");
if (member) forget((name) => !name.startsWith(`${PREFIX}${member}:`));

function forget(isMeant: (name: string) => boolean): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX) && isMeant(name)) sessionStorage.removeItem(name);
  }
}
