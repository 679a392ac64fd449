import type { ReactNode } from 'react';
import { mayWrite } from '../launches/legal-actions.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from './open-project.js';

interface Connected {
  readonly id: string;
  /** Its directory under /work. */
  readonly name: string;
  readonly tag?: string;
  readonly detail: string;
}

interface Props {
  /** As the API's path has it, too. */
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
  const { api } = useServices();
  const { data, store } = useOpenProject();
  const command = useCommand();
  const keptFocus = useKeptFocus<HTMLElement>();
  const isEditor = mayWrite(data.project);
  const disconnect = (id: string): Promise<boolean> =>
    command.run(async () => {
      await api.send('DELETE', `/projects/${data.project.projectId}/${of}/${id}`);
      await store.refresh(['repositories', 'project']);
    });
  return (
    <section aria-labelledby={of} {...keptFocus}>
      <h2 id={of}>{title}</h2>
      <p className="soft">{note}</p>
      <Alert>{command.problem}</Alert>
      {connected.length === 0 && <p className="soft empty">{whereNone}</p>}
      {connected.length > 0 && (
        <ul className="rows">
          {connected.map(({ id, name, tag, detail }) => (
            <li key={id}>
              <div>
                <code>/work/{name}</code> {tag !== undefined && <span className="tag">{tag}</span>}
                <p className="soft small break">{detail}</p>
              </div>
              {isEditor && (
                <button
                  type="button"
                  className="quiet danger"
                  aria-label={`Disconnect ${name}`}
                  aria-disabled={command.isRunning}
                  onClick={() => void disconnect(id)}
                >
                  Disconnect
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isEditor && form}
    </section>
  );
};
