import { t } from '@lingui/core/macro';
import type { Project } from '../api/schema.js';

export const visibilityName = (visibility: Project['visibility']): string =>
  visibility === 'private' ? t`private` : t`public`;
