import type { ContainerStatus, Terminated } from './api-pod.js';
import type { Failure } from './failure.js';
import { shortened } from './shortened.js';
import { isStartFailure, startFailure } from './start-failure.js';

type Said = Pick<ContainerStatus, 'image' | 'lastState'> & { readonly message: string };

const byReason: Readonly<Record<string, (said: Said) => Failure>> = {
  InvalidImageName: ({ image }) => ({ reason: 'BAD_IMAGE', message: `“${image}” is no image's name.` }),
  ErrImageNeverPull: ({ image }) => ({
    reason: 'BAD_IMAGE',
    message: `${image} is not on its node, where images are not pulled.`,
  }),
  ImageInspectError: ({ image, message }) => ({
    reason: 'BAD_IMAGE',
    message: `${image} cannot be read: ${shortened(message)}`,
  }),
  CreateContainerConfigError: ({ message }) => configFailure(message),
  CrashLoopBackOff: ({ lastState }) => crashLoop(lastState?.terminated),
};

/** Of a container that waits for what it will not get. */
export const waitingFailure = ({ image, state, lastState }: ContainerStatus): Failure | undefined => {
  const { reason = '', message = '' } = state?.waiting ?? {};
  return isStartFailure(reason) ? startFailure(message) : byReason[reason]?.({ image, lastState, message });
};

function configFailure(message: string): Failure {
  const isUser = /runAsNonRoot|run as root|non-numeric user/i.test(message);
  return { reason: isUser ? 'BAD_IMAGE' : 'MISCONFIGURED', message: `It could not be set up: ${shortened(message)}` };
}

function crashLoop(last: Terminated | undefined): Failure {
  if (last?.reason === 'OOMKilled')
    return { reason: 'OUT_OF_MEMORY', message: 'It used more memory than its limit, each time that it was started.' };
  return {
    reason: 'CRASH_LOOP',
    message: `It ended again and again, last with exit code ${last?.exitCode ?? 'unknown'}.`,
  };
}
