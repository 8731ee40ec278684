/** The one module of every page. Each import below teaches the browser one element or the look. */
import "./styles/main.css";

import "./areas/area-picker";
import "./directory/directory-search";
import "./forums/board/new-topics";
import "./forums/new-posts";
import "./forums/own-acts";
import "./forums/post-composer";
import { handlers, removals } from "./handlers";
import { useHandlers } from "./realtime/handlers";
import "./networks/own-place";
import "./realtime/live-member";
import "./realtime/live-presence";
import "./realtime/live-region";
import "./realtime/local-time";
import "./shell/disclosure-menu";

useHandlers(handlers, removals);
