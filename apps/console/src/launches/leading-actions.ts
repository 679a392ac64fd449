import type { Action } from './legal-actions.js';

/** What stands first and is one of these is what most people come for; pausing what one waits for is not. */
export const leadingActions: ReadonlySet<Action> = new Set(['launch', 'open', 'resume']);
