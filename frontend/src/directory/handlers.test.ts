import { beforeEach, describe, expect, it } from "vitest";

import type { MemberChangedEvent, RemovedFrame } from "../realtime/generated";
import { showMember, takeMemberAway } from "./handlers";

const card = (id: number, name: string): string =>
  `<article class="member-card" id="member-${id}"><a href="/medlemmer/${id}/">${name}</a></article>`;
const changed = (member: number, name: string): MemberChangedEvent => ({
  op: "event",
  stream: "directory:1",
  seq: 1,
  type: "member.changed",
  member,
  html: card(member, name),
});
const removed = (id: number): RemovedFrame => ({
  op: "removed",
  stream: "directory:1",
  seq: 2,
  row: "member",
  id,
});

let region: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `
  <p data-found="2" data-one="1 medlem" data-many="{count} medlemmer">2 medlemmer</p>
  <div id="region">
    <p data-list-changed hidden><a href="/medlemmer/">Vis på nytt</a></p>
    <ul data-rows><li>${card(3, "Kari")}</li><li>${card(7, "Jonas")}</li></ul>
  </div>`;
  region = document.getElementById("region") as HTMLElement;
});

const names = (): string[] => [...region.querySelectorAll("li")].map((each) => each.textContent);
const offers = (): boolean => !(region.querySelector("[data-list-changed]") as HTMLElement).hidden;

describe("a member that changed", () => {
  it("changes where the card stands, however often it is told", () => {
    showMember(changed(3, "Kari Berg"), region);
    showMember(changed(3, "Kari Berg"), region);
    expect(names()).toEqual(["Kari Berg", "Jonas"]);
    expect(offers()).toBe(false);
  });

  it("keeps the focus of who is on it", () => {
    region.querySelector<HTMLElement>("#member-7 a")?.focus();
    showMember(changed(7, "Jonas H."), region);
    expect(document.activeElement?.textContent).toBe("Jonas H.");
  });

  it("and is not on this page, is not put among the others: the list offers to be shown again", () => {
    showMember(changed(12, "Ny"), region);
    expect(names()).toEqual(["Kari", "Jonas"]);
    expect(offers()).toBe(true);
  });
});

describe("a member that left the list", () => {
  it("is taken away with the place they had", () => {
    takeMemberAway(removed(3), region);
    takeMemberAway(removed(3), region);
    expect(names()).toEqual(["Jonas"]);
    expect(document.querySelector("[data-found]")?.textContent).toBe("1 medlem");
    expect(offers()).toBe(true);
  });

  it("and was not on this page changes nothing", () => {
    takeMemberAway(removed(12), region);
    expect(names()).toEqual(["Kari", "Jonas"]);
    expect(offers()).toBe(false);
  });
});
