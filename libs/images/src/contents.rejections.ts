import { problemTypes } from '#libs/event-sourcing';

/** Why it cannot be said what is in an image. */
export const contentsProblems = problemTypes({
  'image-contents-unknown': { status: 404, title: 'It is not known what is in this image' },
  'image-contents-unreadable': { status: 422, title: 'What is in this image cannot be read' },
  // 409: who names a registry that is down must not make this API look as if it were
  'registry-unavailable': { status: 409, title: 'The image’s registry cannot be asked just now', retryAfter: 30 },
});
