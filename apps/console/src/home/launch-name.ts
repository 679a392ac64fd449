import { t } from '@lingui/core/macro';
import type { Launch } from '../api/schema.js';

/** Of a launch's session, which may not be there any more, or not for this person. */
export const launchName = ({ sessionName, projectName }: Pick<Launch, 'sessionName' | 'projectName'>): string =>
  sessionName ??
  (projectName === undefined ? t`a session of a project that you cannot see any more` : t`a session that was removed`);
