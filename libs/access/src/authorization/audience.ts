/** Who looks at an event: of a project, where a person can be several at once, or of an inbox, which has one recipient. */
export type Audience = 'member' | 'launching-user' | 'owner' | 'auditor' | 'recipient';

/** Which fields of an event's data each audience sees; one that is not named does not see the event. */
export type EventAudience = Readonly<Partial<Record<Audience, 'all' | readonly string[]>>>;

/** Of each of a slice's events who sees it, in the history and live. */
export type AudienceOf<E extends { readonly type: string }> = Readonly<Record<E['type'], EventAudience>>;
