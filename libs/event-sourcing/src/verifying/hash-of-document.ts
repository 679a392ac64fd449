import { canonicalHash } from '../events/canonical-hash.js';
import type { StoredDocument } from '../reading/stored-document.js';

/** Two that have the same say the same, of the same event. */
export const hashOfDocument = ({ doc, position }: StoredDocument): string =>
  canonicalHash({ doc, position: String(position) });
