import { type Rejection, reject } from '#libs/event-sourcing';

const details: Readonly<Record<string, string>> = {
  'launch-busy': 'It is just being paused or stopped. Try again in a moment.',
  'not-running': 'Only what is launching or running can be paused.',
  'not-paused': 'Only what is paused or failed can be resumed. Launch its session instead.',
};

/** The states table's refusals, with what to do instead. */
export const refuse = (answer: string): Rejection => reject(answer, details[answer]);
