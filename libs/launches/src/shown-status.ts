/** Pitch: "Sessions can have the following statuses". */
export const shownStatuses = ['inactive', 'launching', 'running', 'paused', 'failed'] as const;

export type ShownStatus = (typeof shownStatuses)[number];

/** While it is being paused or stopped it is shown as what it was before: what never ran is not said to be running. */
export const shownStatus = (status: ShownStatus | 'pausing' | 'stopping', before: ShownStatus): ShownStatus =>
  status === 'pausing' || status === 'stopping' ? before : status;
