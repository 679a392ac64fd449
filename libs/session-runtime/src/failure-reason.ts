/** Why a run failed: stable codes, stored in events. Advice in plain words stands beside each. */
export const failureReasons = {
  START_TIMEOUT: 'It did not become ready in time. Launch it again; if it happens again, look at its logs.',
  NODE_LOST: 'The machine running it stopped answering. Your files are kept; resume to start it elsewhere.',
  PROCESS_EXITED: 'Its main process ended with an error. The logs say why; launch it again.',
  KILLED: 'Its main process was killed from outside, often for using too much memory.',
  GONE: 'It was ended outside this system. Your files are kept; resume it.',
  OUT_OF_MEMORY: 'It used more memory than it may. Configure the session with more, then launch it again.',
  OUT_OF_EPHEMERAL_STORAGE:
    'It wrote more outside /work than it may, and that is lost; /work is kept. Keep large files there, and resume it.',
  EVICTED:
    'Its machine needed the room or was taken out of service. Your files are kept; resume to start it elsewhere.',
  COMMAND_NOT_FOUND: 'The image has no such program. Correct how the environment is run: its command and arguments.',
  CRASH_LOOP: 'Its main process ends again and again. The logs say why; correct the environment, then launch it again.',
  IMAGE_NOT_FOUND: 'The registry has no such image. Check the image reference, or choose another image.',
  IMAGE_ACCESS_DENIED: 'The registry does not give this image to everybody. Only public images can be used.',
  REGISTRY_UNREACHABLE: 'The image’s registry did not answer. Launch it again later.',
  PLATFORM_MISMATCH: 'The image was built for another kind of processor. Its author has to build it for this one, too.',
  BAD_IMAGE: 'The image cannot be started. Check the image reference with its author.',
  NO_SPACE: 'There is no room left on the disk where it would run. Tell an administrator.',
  STORAGE_UNAVAILABLE:
    'A disk or storage that it needs cannot be attached. Launch it again; if it happens again, tell an administrator.',
  NO_CAPACITY:
    'Nothing there has room for what it asks for. Configure the session with less, or launch it again later.',
  POLICY_DENIED: 'A rule of the cluster forbids it; the message names the rule. Tell an administrator.',
  MISCONFIGURED: 'The system is not set up to run it. Tell an administrator.',
  WORK_UNAVAILABLE: 'Its /work directory cannot be used. Tell an administrator; nothing was deleted.',
} as const;

export type FailureReason = keyof typeof failureReasons;
