import type { Launch } from '../api/schema.js';
import { type Command, useCommand } from '../page/use-command.js';
import { useEffect } from '../page/use-effect.js';

/** A command on a session: why it was refused is forgotten when the launch is not any more as it was then. */
export const useSessionCommand = (own: Launch | undefined): Command => {
  const command = useCommand();
  const { clear } = command;
  useEffect(() => {
    clear();
  }, [clear, own?.run, own?.status, own?.phase]);
  return command;
};
