import { Double } from 'bson';

/** The field `ok` of answers. MongoDB's servers send a double, and some drivers read it as nothing else. */
export const outcome = { succeeded: new Double(1), failed: new Double(0) } as const;
