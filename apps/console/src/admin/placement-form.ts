import { msg, t } from '@lingui/core/macro';
import type { FieldError } from '../api/problem.js';
import type { PlacementInput } from '../api/schema.js';

/** Where sessions of a class run on a cluster, as it is being edited: text, as typed; lists are one a line. */
export interface PlacementForm {
  /** As `kubectl get nodes --selector` has them: `key=value`. */
  readonly nodeSelector: string;
  /** As `kubectl taint` has what they tolerate: `key=value:effect`; without value any, without effect all; `*` for all taints. */
  readonly tolerations: string;
  readonly priorityClassName: string;
}

type Toleration = NonNullable<PlacementInput['tolerations']>[number];

const ANY_KEY = '*';
const LABEL = /^([^=\s]+)=(\S*)$/;
const TOLERATION = /^([^=:\s]+)(?:=([^=:\s]*))?(?::(NoSchedule|PreferNoSchedule|NoExecute))?$/;

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Kubernetes takes `Equal` where no operator is said. */
const tolerationLine = ({ key = ANY_KEY, operator, value = '', effect }: Toleration): string =>
  [key, ...(operator === 'Exists' ? [] : ['=', value]), ...(effect === undefined ? [] : [':', effect])].join('');

const tolerationIn = (line: string): Toleration => {
  const [, key, value, effect] = TOLERATION.exec(line) ?? [];
  const operator: NonNullable<Toleration['operator']> = value === undefined ? 'Exists' : 'Equal';
  return {
    ...(key !== ANY_KEY && { key }),
    operator,
    ...(value !== undefined && { value }),
    ...(effect !== undefined && { effect: effect as NonNullable<Toleration['effect']> }),
  };
};

const labelsIn = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = LABEL.exec(line) ?? [];
      return [key, value];
    }),
  );

export const placementFormOf = (placement: PlacementInput = {}): PlacementForm => ({
  nodeSelector: Object.entries(placement.nodeSelector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join('\n'),
  tolerations: (placement.tolerations ?? []).map(tolerationLine).join('\n'),
  priorityClassName: placement.priorityClassName ?? '',
});

/** Of a form without mistakes; undefined where nothing is said. */
export const placementOf = ({
  nodeSelector,
  tolerations,
  priorityClassName,
}: PlacementForm): PlacementInput | undefined => {
  const [labels, tolerated, priority] = [linesIn(nodeSelector), linesIn(tolerations), priorityClassName.trim()];
  const placement = {
    ...(labels.length > 0 && { nodeSelector: labelsIn(labels) }),
    ...(tolerated.length > 0 && { tolerations: tolerated.map(tolerationIn) }),
    ...(priority !== '' && { priorityClassName: priority }),
  };
  return Object.keys(placement).length === 0 ? undefined : placement;
};

/** What cannot be read as it is meant. */
export const mistakesInPlacement = ({ nodeSelector, tolerations }: PlacementForm): readonly FieldError[] => {
  const lists = [
    ['/placement/nodeSelector', nodeSelector, LABEL, msg`write key=value, one a line.`],
    [
      '/placement/tolerations',
      tolerations,
      TOLERATION,
      msg`write key=value:NoSchedule, key:NoExecute, key, or * for all; one a line.`,
    ],
  ] as const;
  return lists.flatMap(([pointer, text, form, detail]) =>
    linesIn(text).every((line) => form.test(line)) ? [] : [{ pointer, detail: t(detail) }],
  );
};
