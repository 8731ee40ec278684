/** What each event does to its region. An event without a handler does not compile. */
import type { EventType, LiveEvent, RemovedFrame } from "./generated";
import { takeAway } from "./rows";

type EventOf<Type extends EventType> = Extract<LiveEvent, { type: Type }>;

export type Handlers = {
  [Type in EventType]: (event: EventOf<Type>, region: HTMLElement) => void;
};

/** By the row's name, where taking the row away is not all. */
export type Removals = Readonly<
  Partial<Record<string, (frame: RemovedFrame, region: HTMLElement) => void>>
>;

let known: Handlers | undefined;
let knownRemovals: Removals = {};

/** Called once by the entry module, which knows all apps; this folder knows none. */
export function useHandlers(handlers: Handlers, removals: Removals = {}): void {
  known = handlers;
  knownRemovals = removals;
}

export function handle(event: LiveEvent, region: HTMLElement): void {
  // Each type has its own handler; that these fit together is what `Handlers` says.
  const handler = known?.[event.type] as ((event: LiveEvent, region: HTMLElement) => void) | undefined;
  handler?.(event, region);
}

export function handleRemoval(frame: RemovedFrame, region: HTMLElement): void {
  (knownRemovals[frame.row] ?? takeAway)(frame, region);
}
