import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Launch } from '../api/schema.js';
import { useNow } from '../page/use-now.js';
import { durationInWords } from './duration-in-words.js';
import { elapsedInWords } from './elapsed-in-words.js';
import { type RunPhase, runsOf } from './runs-of.js';
import { launchSteps, stepInWords } from './status-words.js';
import { usualTimes } from './usual-times.js';

const SECOND_MS = 1000;

/** The steps of a launch that is under way: how long each took, how long the one that it is in takes so far, and what is to come. */
export const LaunchStepper = ({ launch }: { readonly launch: Launch }): ReactNode => {
  const [run, ...earlier] = runsOf(launch.timeline);
  const usual = usualTimes(earlier);
  const phases = run?.phases ?? [];
  const current = phases.at(-1)?.phase;
  const toCome = launchSteps.slice(launchSteps.findIndex((step) => step === current) + 1);
  return (
    <ol className="steps" aria-label={t`Steps of the launch`}>
      {phases.map((phase) => (
        <Step key={phase.from} phase={phase} usual={usual.get(phase.phase)} />
      ))}
      {toCome.map((step) => (
        <li key={step} className="soft">
          {stepInWords(step)} <Usually ms={usual.get(step)} />
        </li>
      ))}
    </ol>
  );
};

interface StepProps {
  readonly phase: RunPhase;
  /** Milliseconds; undefined where nobody knows. */
  readonly usual: number | undefined;
}

const Step = ({ phase: { phase, from, to }, usual }: StepProps): ReactNode => (
  <li className={to === undefined ? 'current' : 'done'} aria-current={to === undefined ? 'step' : undefined}>
    {stepInWords(phase)}{' '}
    <span className="soft small">{to === undefined ? <SoFar from={from} /> : elapsedInWords(from, to)}</span>{' '}
    {to === undefined && <Usually ms={usual} />}
  </li>
);

const SoFar = ({ from }: { readonly from: string }): ReactNode => elapsedInWords(from, useNow(SECOND_MS));

const Usually = ({ ms }: { readonly ms: number | undefined }): ReactNode => {
  if (ms === undefined) return null;
  const duration = durationInWords(ms);
  return (
    <span className="soft small">
      <Trans>usually {duration}</Trans>
    </span>
  );
};
