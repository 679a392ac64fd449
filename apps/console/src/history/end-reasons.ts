/** Why a run ended, where nobody asked for it. */
export const endReasons: Readonly<Record<string, string>> = {
  'access-lost': 'because access to the project was lost',
  idle: 'because nobody used it',
  'max-lifetime': 'because it ran for as long as a session may',
  exit: 'because its program ended',
  'session-removed': 'because the session was removed',
  'project-deleted': 'because the project was deleted',
  'user-erased': 'because the account was erased',
  expired: 'because it was not used for long',
};
