import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Run } from '../api/schema.js';
import { endReason } from '../history/end-reasons.js';
import { eventTypeInWords } from '../history/event-type-words.js';
import { stepInWords } from '../launches/status-words.js';
import { addresses } from '../page/addresses.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { mayReadHistory } from '../projects/may-read-history.js';
import { useOpenProject } from '../projects/open-project.js';

type Step = Run['steps'][number];

/** Progress of no phase is a warning. */
const stepName = ({ type, phase }: Step): string => {
  if (phase !== undefined) return stepInWords(phase);
  return type === 'LaunchProgressed' ? t`Warning` : eventTypeInWords(type);
};

const words = (step: Step): string => {
  const happened = stepName(step);
  const because = endReason(step.reason ?? '');
  // other languages have more between the two than a blank: German has a comma
  // eslint-disable-next-line lingui/no-single-variables-to-translate
  const said = because === undefined ? happened : t`${happened} ${because}`;
  return [said, step.detail].filter((each) => each !== undefined).join(': ');
};

/** How it went, step by step; each leads to its moment in the history, for whoever may read that. */
export const RunSteps = ({ run: { projectId, steps } }: { readonly run: Run }): ReactNode => {
  const { data } = useOpenProject();
  const mayFollow = mayReadHistory(useServices(), data);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">
        <Trans>How it went</Trans>
      </h2>
      <ol className="rows" aria-label={t`Steps of the run`}>
        {steps.map((step) => (
          <li key={step.position}>
            <p className="break">{words(step)}</p>
            <p className="soft small">
              <When step={step} address={mayFollow ? addresses.history(projectId, step.position) : undefined} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
};

const When = ({ step, address }: { readonly step: Step; readonly address: string | undefined }): ReactNode => {
  const time = <time dateTime={step.at}>{shownTime(step.at, 'second')}</time>;
  return address === undefined ? time : <Link to={address}>{time}</Link>;
};
