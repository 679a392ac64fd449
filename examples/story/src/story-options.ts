import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    images: { type: 'boolean', default: false },
    processes: { type: 'boolean', default: false },
    'lost-hook': { type: 'boolean', default: false },
  },
});

/** Which story is told, and of what. */
export const storyOptions = {
  /** That of images that a code repository builds. */
  images: values.images,
  /** On parts as processes of their own. */
  processes: values.processes,
  /** The registry tells nobody what was pushed to it. */
  isHookLost: values['lost-hook'],
};
