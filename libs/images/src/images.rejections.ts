import { problemTypes } from '#libs/event-sourcing';

/** Why images of a code repository cannot be told. */
export const imagesProblems = problemTypes({
  'unknown-code-host': {
    status: 409,
    title: 'This installation does not know how the images of this code host are called',
  },
  'repository-unreadable': { status: 409, title: 'The branches of the repository cannot be read' },
  'code-host-unreachable': { status: 503, title: 'The code host does not answer', retryAfter: 30 },
});
