import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Action } from './legal-actions.js';

/** What the buttons say. */
export const actionWords: Readonly<Record<Action, MessageDescriptor>> = {
  launch: msg`Launch`,
  open: msg`Open`,
  keep: msg`Keep it running`,
  pause: msg`Pause`,
  resume: msg`Resume`,
  'resume-current': msg`Resume with the new configuration`,
  stop: msg`Stop`,
  'update-image': msg`Take the newer image`,
  configure: msg`Configure`,
  'make-default': msg`Make default`,
  remove: msg`Remove`,
};
