import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { mayWrite } from '../launches/legal-actions.js';
import { projectKey } from '../live/project-key.js';
import { CommandButton } from '../page/command-button.js';
import { useServices } from '../page/services.js';
import type { UndoOffer } from '../page/undo-toast.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from './open-project.js';

interface Connected {
  readonly id: string;
  /** Its directory under /work. */
  readonly name: string;
  readonly tag?: string;
  readonly detail: string;
  readonly disconnect: () => Promise<unknown>;
  /** As the same one; absent where it would be another one, which sessions that had chosen it would not know. */
  readonly connectAgain?: () => Promise<unknown>;
}

interface Props {
  readonly of: 'repositories' | 'storages';
  readonly title: string;
  readonly note: string;
  readonly whereNone: string;
  readonly connected: readonly Connected[];
  /** With which editors connect more. */
  readonly form: ReactNode;
}

/** What a project has connected, each with a way to disconnect it for those who may. */
export const ConnectedSection = ({ of, title, note, whereNone, connected, form }: Props): ReactNode => {
  const { offerUndo } = useServices();
  const client = useQueryClient();
  const { projectId, data, refresh } = useOpenProject();
  const keptFocus = useKeptFocus<HTMLElement>();
  const isEditor = mayWrite(data.project);
  const undoing = (name: string, connectAgain: () => Promise<unknown>): UndoOffer => ({
    said: t`/work/${name} is disconnected.`,
    undo: async () => {
      await connectAgain();
      await client.invalidateQueries({ queryKey: projectKey(projectId) });
    },
  });
  const disconnect = async (one: Connected): Promise<void> => {
    await one.disconnect();
    if (one.connectAgain !== undefined) offerUndo(undoing(one.name, one.connectAgain));
    await refresh(['repositories', 'project']);
  };
  return (
    <section aria-labelledby={of} {...keptFocus}>
      <h2 id={of}>{title}</h2>
      <p className="soft">{note}</p>
      {connected.length === 0 && <p className="soft empty">{whereNone}</p>}
      {connected.length > 0 && (
        <ul className="rows">
          {connected.map((one) => {
            const { id, name, tag, detail } = one;
            return (
              <li key={id}>
                <div>
                  <code>/work/{name}</code> {tag !== undefined && <span className="tag">{tag}</span>}
                  <p className="soft small break">{detail}</p>
                </div>
                {isEditor && (
                  <CommandButton
                    words={t`Disconnect`}
                    label={t`Disconnect ${name}`}
                    className="quiet danger"
                    onPress={() => disconnect(one)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {isEditor && form}
    </section>
  );
};
