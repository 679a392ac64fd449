import { v5 } from 'uuid';

/** Fixed for ever: ids derived from it are in the log. */
const NAMESPACE = '6b0d9c6e-0a0b-4d0c-8a55-1f6a1f1a7c3e';

/** The UUID (version 5) that always belongs to these parts: `deriveId(commandId, 'session')`, `deriveId(project, environment, user)`. */
export const deriveId = (...parts: readonly (string | number)[]): string => v5(JSON.stringify(parts), NAMESPACE);
