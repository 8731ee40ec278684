/** The one module of every page. Each import below teaches the browser one element or the look. */
import "./styles/main.css";

import "./areas/area-picker";
import { showPost } from "./forums/handlers";
import "./forums/new-posts";
import "./forums/post-composer";
import { useHandlers } from "./realtime/handlers";
import "./realtime/live-region";
import "./realtime/local-time";
import "./shell/disclosure-menu";

useHandlers({ "post.created": showPost });
