/** The one connection of this tab. */
import { LiveConnection } from "./connection";

function address(): string {
  const url = new URL("/ws/", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("language", document.documentElement.lang);
  return url.href;
}

export const connection = new LiveConnection(address);

addEventListener("online", () => {
  connection.wake();
});
addEventListener("pagehide", () => {
  connection.leaving();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") connection.wake();
  else connection.leaving();
});
