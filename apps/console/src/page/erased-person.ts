import { t } from '@lingui/core/macro';

/** What somebody is called whose account was erased, here as in exports: still told apart from others. */
export const erasedPerson = (userId: string): string => {
  const id = userId.slice(0, 8);
  return t`an erased person (${id})`;
};
