/** What each event does to the page: the one table, of all apps. */
import { showMember, takeMemberAway } from "./directory/handlers";
import { changeTopic } from "./forums/board/handlers";
import { changePost, showPost } from "./forums/handlers";
import type { Handlers, Removals } from "./realtime/handlers";

export const handlers: Handlers = {
  "member.changed": showMember,
  "post.changed": changePost,
  "post.created": showPost,
  "topic.changed": changeTopic,
};

/** By the row's name, where taking it away is not all. */
export const removals: Removals = {
  member: takeMemberAway,
};
