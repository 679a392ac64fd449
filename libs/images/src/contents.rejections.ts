import { problemTypes } from '#libs/event-sourcing';

/** Why it cannot be said what is in an image. */
export const contentsProblems = problemTypes({
  'image-contents-unknown': { status: 404, title: 'It is not known what is in this image' },
  'image-contents-unreadable': { status: 422, title: 'What is in this image cannot be read' },
  'registry-unavailable': { status: 503, title: 'The image’s registry cannot be asked just now', retryAfter: 30 },
});
