import { type Rejection } from '#libs/event-sourcing';
import { reject } from '../launch.rejections.js';
import type { Answer } from '../launch-states.js';

const details = {
  'launch-busy': 'It is just being paused or stopped. Try again in a moment.',
  'not-running': 'Only what is launching or running can be paused.',
  'not-paused': 'Only what is paused or failed can be resumed. Launch its session instead.',
} as const;

const isRefusal = (answer: Answer): answer is keyof typeof details => Object.hasOwn(details, answer);

/** The states table's refusals, with what to do instead. Throws on any other answer: the table would be wrong. */
export const refuse = (answer: Answer): Rejection => {
  if (!isRefusal(answer)) throw new Error(`the states table answers ${answer}, which is no refusal`);
  return reject(answer, details[answer]);
};
