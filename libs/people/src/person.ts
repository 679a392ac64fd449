import type { Evolver } from '#libs/event-sourcing';
import type { PersonEvent } from './person.events.js';

export interface Person {
  readonly isErased: boolean;
}

export const personStream = (userId: string): string => `person-${userId}`;

export const person: Evolver<Person, PersonEvent> = {
  initial: { isErased: false },
  evolve: { PersonErased: () => ({ isErased: true }) },
};
