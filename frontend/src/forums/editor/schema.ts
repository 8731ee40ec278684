/** What a post may hold: what `forums.texts.clean_html` keeps. Nothing else can be typed or pasted. */
import StarterKit from "@tiptap/starter-kit";

import { FoundMark } from "./found-mark";
import { isAllowedAddress } from "./link-address";
import { NumberedList, TypedLists } from "./lists";

export const extensions = [
  StarterKit.configure({
    code: false,
    codeBlock: false,
    dropcursor: false,
    gapcursor: false,
    heading: false,
    horizontalRule: false,
    orderedList: false,
    strike: false,
    trailingNode: false,
    underline: false,
    link: {
      openOnClick: false,
      defaultProtocol: "https",
      isAllowedUri: isAllowedAddress,
      HTMLAttributes: { target: null, rel: null, class: null },
    },
  }),
  NumberedList,
  TypedLists,
  FoundMark,
];

/** Whose shorthand works while one types: **fet**, *kursiv*, "> " and the lists' own. */
export const typedRules = ["bold", "italic", "blockquote", "typedLists"];
