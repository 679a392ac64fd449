import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { ResourceClass } from '../api/schema.js';
import { bytesShown } from '../page/bytes-shown.js';
import { useServices } from '../page/services.js';
import type { SessionForm } from './session-form.js';
import { resourcesInWords } from './session-words.js';

type Minimum = Pick<SessionForm, 'cpu' | 'memory' | 'gpu'>;

const minimumOf = ({ cpu, memory, gpu }: ResourceClass): Minimum => ({
  cpu: String(cpu),
  memory: bytesShown(memory),
  gpu: gpu === 0 ? '' : String(gpu),
});

/** The sizes that the administrators offer: choosing one fills the fields in. Nothing where they offer none. */
export const ResourceClassChoice = ({ onChoose }: { readonly onChoose: (minimum: Minimum) => void }): ReactNode => {
  const { api } = useServices();
  const { data: classes = [] } = useQuery({
    queryKey: ['resource-classes'],
    queryFn: () => answerOf(api.GET('/api/v1/resource-classes')),
  });
  if (classes.length === 0) return null;
  return (
    <div className="presets">
      <p className="soft small">
        <Trans>It gets the smallest of these that has as much:</Trans>
      </p>
      {classes.map((one) => (
        <button key={one.resourceClassId} type="button" className="small" onClick={() => onChoose(minimumOf(one))}>
          {one.name} <span className="soft">{resourcesInWords(one)}</span>
        </button>
      ))}
    </div>
  );
};
