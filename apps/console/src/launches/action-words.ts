import type { Action } from './legal-actions.js';

/** What the buttons say. */
export const actionWords: Readonly<Record<Action, string>> = {
  launch: 'Launch',
  open: 'Open',
  keep: 'Keep it running',
  pause: 'Pause',
  resume: 'Resume',
  'resume-current': 'Resume with the new configuration',
  stop: 'Stop',
  'update-image': 'Take the newer image',
  configure: 'Configure',
  'make-default': 'Make default',
  remove: 'Remove',
};
