/** What each event does to its region. An event without a handler does not compile. */
import type { EventType, LiveEvent } from "./generated";

type EventOf<Type extends EventType> = Extract<LiveEvent, { type: Type }>;

export type Handlers = {
  [Type in EventType]: (event: EventOf<Type>, region: HTMLElement) => void;
};

let known: Handlers | undefined;

/** Called once by the entry module, which knows all apps; this folder knows none. */
export function useHandlers(handlers: Handlers): void {
  known = handlers;
}

export function handle(event: LiveEvent, region: HTMLElement): void {
  known?.[event.type](event, region);
}
