import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Labels } from '../api/problem.js';
import type { Project } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { Answered } from '../page/answered.js';
import { ChangedMeanwhile } from '../page/changed-meanwhile.js';
import { emptied } from '../page/emptied.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
import { useEffect } from '../page/use-effect.js';
import { useForm } from '../page/use-form.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { type Seen, useRevision } from '../page/use-revision.js';
import { useUnsaved } from '../page/use-unsaved.js';
import { changedSettings, type TypedSettings } from './changed-settings.js';
import { useOpenProject } from './open-project.js';
import { projectQueries } from './project-queries.js';
import { VisibilityChoice } from './visibility-choice.js';

/** A project's name, and who sees it. */
export const SettingsSection = (): ReactNode => {
  const { api } = useServices();
  const { projectId } = useOpenProject();
  const client = useQueryClient();
  const query = projectQueries(api, projectId).project;
  const now = useQuery(query);
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">
        <Trans>Settings</Trans>
      </h2>
      <Answered query={now}>{(seen) => <SettingsForm now={seen} read={() => client.query(query)} />}</Answered>
    </section>
  );
};

const labels = (): Labels => ({ '/name': t`Name` });

interface Props {
  readonly now: Seen<Project>;
  readonly read: () => Promise<Seen<Project>>;
}

/** What somebody else saves is followed until something is typed: from then on it is a change of what was seen at that time. */
const useSettings = ({ now, read }: Props) => {
  const { api } = useServices();
  const { projectId } = useOpenProject();
  const { seen, newer, save, goOnFrom } = useRevision(now, read);
  const [typed, type] = useState<TypedSettings>({});
  const change = changedSettings(seen.thing, typed);
  const isChanged = Object.keys(change).length > 0;
  useUnsaved(isChanged);
  useEffect(() => {
    if (!isChanged) goOnFrom(now);
  }, [isChanged, now, goOnFrom]);
  const send = async (etag: string): Promise<void> => {
    const params = { path: { projectId }, header: { 'If-Match': etag } };
    await api.PATCH('/api/v1/projects/{projectId}', { params, body: change });
  };
  return {
    ...{ seen, newer, isChanged, typed, type },
    save: async (): Promise<boolean> => {
      if (!(await save(send))) return false;
      // what was typed meanwhile is a change of what was saved
      goOnFrom(await read());
      type(emptied(typed, {}));
      return true;
    },
    takeNewer: (): void => {
      if (newer !== undefined) goOnFrom(newer);
      type({});
    },
  };
};

const SettingsForm = (props: Props): ReactNode => {
  const { seen, newer, isChanged, typed, type, save, takeNewer } = useSettings(props);
  const [isSaved, setSaved] = useState(false);
  const command = useForm(labels());
  const keptFocus = useKeptFocus<HTMLFormElement>();
  const { name, visibility } = { ...seen.thing, ...typed };
  const edit = (more: TypedSettings): void => {
    setSaved(false);
    type({ ...typed, ...more });
  };
  return (
    <form
      className="panel"
      {...keptFocus}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) void command.run(async () => setSaved(await save()));
      }}
    >
      <TextField
        label={t`Name`}
        value={name}
        required
        maxLength={99}
        onType={(text) => edit({ name: text })}
        {...command.marks('/name')}
      />
      <VisibilityChoice chosen={visibility} onChoose={(chosen) => edit({ visibility: chosen })} />
      {seen.thing.visibility === 'public' && visibility === 'private' && (
        <p className="note warn">
          <Trans>Sessions of people who are no members are paused, and they do not see it any more.</Trans>
        </p>
      )}
      {newer !== undefined && <ChangedMeanwhile name={newer.thing.name} onTake={takeNewer} />}
      <Alert id={command.alertId}>{command.problem}</Alert>
      <div className="buttons">
        <button type="submit" className="primary" aria-disabled={command.isRunning || !isChanged}>
          {newer === undefined ? t`Save` : t`Save mine anyway`}
        </button>
        <span role="status">{isSaved && t`Saved.`}</span>
      </div>
    </form>
  );
};
