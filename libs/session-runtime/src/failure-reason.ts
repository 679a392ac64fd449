/** Why a run failed: stable codes, stored in events. Advice in plain words stands beside each. */
export const failureReasons = {
  START_TIMEOUT: 'It did not become ready in time. Launch it again; if it happens again, look at its logs.',
  NODE_LOST: 'The machine running it stopped answering. Your files are kept; resume to start it elsewhere.',
  PROCESS_EXITED: 'Its main process ended with an error. The logs say why; launch it again.',
  KILLED: 'Its main process was killed from outside, often for using too much memory.',
  GONE: 'It was ended outside this system. Your files are kept; resume it.',
  BAD_IMAGE: 'The image cannot be started. Check the image reference with its author.',
  MISCONFIGURED: 'The system is not set up to run it. Tell an administrator.',
  WORK_UNAVAILABLE: 'Its /work directory cannot be used. Tell an administrator; nothing was deleted.',
} as const;

export type FailureReason = keyof typeof failureReasons;
