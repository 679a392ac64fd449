/** What is in the directory of a backup. */
export const backupFiles = {
  manifest: 'backup.json',
  events: 'events.ndjson.gz',
  documents: 'documents.ndjson.gz',
} as const;
