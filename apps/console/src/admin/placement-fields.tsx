import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Labels } from '../api/problem.js';
import { LinesField } from '../page/lines-field.js';
import { TextField } from '../page/text-field.js';
import type { Marks } from '../page/use-form.js';
import type { PlacementForm } from './placement-form.js';

interface Props {
  readonly form: PlacementForm;
  readonly marks: Marks;
  readonly onChange: (form: PlacementForm) => void;
}

const lists = [
  ['nodeSelector', msg`Labels that its nodes have, one a line`, 'pool=gpu'],
  ['tolerations', msg`Taints that it tolerates, one a line`, 'gpu=true:NoSchedule'],
] as const;
const priority = msg`Priority class`;

/** What the API may refuse, by pointer. */
export const placementLabels = (): Labels => ({
  ...Object.fromEntries(lists.map(([field, label]) => [`/placement/${field}`, t(label)])),
  '/placement/priorityClassName': t(priority),
});

/** For clusters: most have one kind of nodes. */
export const PlacementFields = ({ form, marks, onChange }: Props): ReactNode => (
  <details className="details">
    <summary>
      <Trans>Where it runs on a cluster</Trans>
    </summary>
    <p className="soft small">
      <Trans>As Kubernetes calls them. Left empty, its sessions run on any node.</Trans>
    </p>
    {lists.map(([field, label, example]) => (
      <LinesField
        key={field}
        label={t(label)}
        value={form[field]}
        placeholder={t`e.g. ${example}`}
        onType={(text) => onChange({ ...form, [field]: text })}
        {...marks(`/placement/${field}`)}
      />
    ))}
    <TextField
      label={t(priority)}
      value={form.priorityClassName}
      maxLength={253}
      spellCheck={false}
      onType={(priorityClassName) => onChange({ ...form, priorityClassName })}
      {...marks('/placement/priorityClassName')}
    />
  </details>
);
