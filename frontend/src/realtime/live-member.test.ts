import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";

import "./live-member";
import type { LiveMember } from "./live-member";
import { connection } from "./tab-connection";

let follow: MockInstance<typeof connection.follow>;
let looks: string[];
const listen = (event: CustomEvent<{ stream: string }>): void => {
  looks.push(event.detail.stream);
};

const element = (): LiveMember => document.querySelector("live-member") as LiveMember;

function load(): void {
  document.body.innerHTML = '<live-member stream="member:7"></live-member>';
}

beforeEach(() => {
  vi.useFakeTimers();
  looks = [];
  document.addEventListener("samtun:look", listen);
  follow = vi.spyOn(connection, "follow").mockImplementation(() => undefined);
  vi.spyOn(connection, "unfollow").mockImplementation(() => undefined);
});

afterEach(() => {
  document.body.replaceChildren();
  document.removeEventListener("samtun:look", listen);
  vi.useRealTimers();
});

describe("the member's own stream", () => {
  it("is followed when the page has loaded and is idle", () => {
    const state = vi.spyOn(document, "readyState", "get").mockReturnValue("interactive");
    load();
    vi.runAllTimers();
    expect(follow).not.toHaveBeenCalled();
    state.mockRestore();
    window.dispatchEvent(new Event("load"));
    expect(follow).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(follow).toHaveBeenCalledExactlyOnceWith("member:7", element());
  });

  it("is not, when the page is gone by then", () => {
    load();
    document.body.replaceChildren();
    vi.runAllTimers();
    expect(follow).not.toHaveBeenCalled();
  });

  it("ends everything when it is refused: somebody else has signed in since", () => {
    const end = vi.spyOn(connection, "end").mockImplementation(() => undefined);
    load();
    element().stateChanged("gone");
    expect(end).toHaveBeenCalledOnce();
  });

  it("has the page look after a reconnect, for what was told meanwhile", () => {
    load();
    element().stateChanged("live");
    expect(looks).toEqual([]);
    element().stateChanged("offline");
    element().stateChanged("live");
    expect(looks).toEqual(["member:7"]);
  });
});
