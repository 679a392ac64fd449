import { failureReasons } from '#libs/session-runtime';

const ends: Readonly<Record<string, string>> = {
  'access-lost': 'You may not read the project any more. Your files are kept; ask an owner for access.',
  idle: 'Nobody used it for a while. Your files are kept; resume it where you left off.',
  'max-lifetime': 'It had run for as long as a session may. Your files are kept; resume it where you left off.',
  'session-removed': 'The session was removed from the project. Its files are kept for a while.',
  'project-deleted': 'The project was deleted. Its files are kept for a while.',
  'user-erased': 'The account was erased.',
  expired: 'It was not used for so long that its files were deleted. Launch it again.',
};

/** What a user can do about it, in plain words; undefined where it went as they asked. */
export const reasonAdvice = (code: string): string | undefined =>
  ends[code] ?? (failureReasons as Readonly<Record<string, string>>)[code];
