import { t } from '@lingui/core/macro';
import type { Me } from '../api/schema.js';

/** How a person is called on this page: a name where one is known, else something to tell two people apart by. */
export const callPerson = (actor: string, me: Me, nameOf: (userId: string) => string | undefined): string => {
  if (actor === me.userId) return me.displayName;
  if (actor.startsWith('system:')) return t`The system`;
  const id = actor.slice(0, 8);
  return nameOf(actor) ?? t`Somebody (${id})`;
};
