/** The log, for lookups that fold a stream of another slice: `@Inject(EVENT_STORE) store: EventStore`. */
export const EVENT_STORE = Symbol('EventStore');
