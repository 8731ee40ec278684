// What may stand in a post. The editor is the real one.
import { Editor } from "@tiptap/core";
import { afterEach, describe, expect, it } from "vitest";

import { addressOf } from "./link-address";
import { extensions } from "./schema";

let editor: Editor | undefined;

/** What becomes of HTML that is pasted, or that an edit begins with. */
function kept(html: string): string {
  editor = new Editor({
    element: document.createElement("div"),
    extensions,
    content: html,
    injectCSS: false,
  });
  return editor.getHTML();
}

afterEach(() => {
  editor?.destroy();
});

describe("a text in the editor", () => {
  it.each([
    "<p>Takk, <strong>begge</strong> <em>to</em>.</p>",
    "<p>Først<br>og så</p><p>En til</p>",
    "<ul><li><p>Ett</p></li><li><p>To</p></li></ul>",
    "<ol><li><p>Ett</p></li><li><p>To</p></li></ol>",
    "<blockquote><p>Ta det opp tidlig.</p></blockquote>",
    '<p>Se <a href="https://www.helsenorge.no/">helsenorge</a></p>',
    '<p><a href="mailto:kari@example.org">kari@example.org</a></p>',
  ])("keeps %s", (html) => {
    expect(kept(html)).toBe(html);
  });

  it.each([
    ["<h1>Overskrift</h1>", "<p>Overskrift</p>"],
    ["<p><s>ut</s> <u>under</u> <code>kode</code></p>", "<p>ut under kode</p>"],
    ["<pre>kode</pre>", "<p>kode</p>"],
    ["<p>før</p><hr><p>etter</p>", "<p>før</p><p>etter</p>"],
    ['<p style="color: red" class="x" id="post-1">farge</p>', "<p>farge</p>"],
    ['<p>bilde<img src="/x.png" onerror="alert(1)"></p>', "<p>bilde</p>"],
    ["<script>alert(1)</script><p>ren</p>", "<p>ren</p>"],
    ['<p><a href="javascript:alert(1)">felle</a></p>', "<p>felle</p>"],
    ['<p><a href="/admin/">intern</a></p>', "<p>intern</p>"],
    ['<ol start="3" type="a"><li>Tre</li></ol>', "<ol><li><p>Tre</p></li></ol>"],
  ])("makes of %s only what a post may hold", (html, expected) => {
    expect(kept(html)).toBe(expected);
  });
});

describe("an address that somebody wrote for a link", () => {
  it.each([
    ["helsenorge.no", "https://helsenorge.no"],
    [" www.helsenorge.no/syk?a=1#b ", "https://www.helsenorge.no/syk?a=1#b"],
    ["http://example.org", "http://example.org"],
    ["example.org:8080/x", "https://example.org:8080/x"],
    ["kari@example.org", "mailto:kari@example.org"],
    ["mailto:kari@example.org", "mailto:kari@example.org"],
  ])("is made whole: %s", (written, address) => {
    expect(addressOf(written)).toBe(address);
  });

  it.each(["", "nettsiden", "javascript:alert(1)", "data:text/html,x", "/admin/", "https://a b.no"])(
    "is refused when it leads nowhere: %s",
    (written) => {
      expect(addressOf(written)).toBeNull();
    },
  );
});
