import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type InputHTMLAttributes, type ReactNode, type SubmitEvent, useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useLayoutEffect } from '../page/use-layout-effect.js';
import { useOpenProject } from '../projects/open-project.js';
import { DifferenceList } from './difference-list.js';
import { ForReadersOfHistory } from './for-readers-of-history.js';
import { inTimeField, isMoment, isPosition } from './moments.js';
import { toldEvent } from './told-event.js';
import { type Moments, useDifferences } from './use-differences.js';

export const ComparePage = (): ReactNode => (
  <ForReadersOfHistory>
    <Comparison />
  </ForReadersOfHistory>
);

/** A project at two moments, side by side. */
const Comparison = (): ReactNode => {
  const { projectId } = useOpenProject();
  const [search] = useSearchParams();
  const momentIn = (name: string): string | undefined => [search.get(name) ?? ''].find(isMoment);
  const [from, to] = [momentIn('from'), momentIn('to')];
  return (
    <section aria-labelledby="compared">
      <h2 id="compared" tabIndex={-1}>
        <Trans>Two moments compared</Trans>
      </h2>
      <p className="soft">
        <Trans>
          What of the project, its members, its code and data and its sessions is not as it was.{' '}
          <Link to={addresses.history(projectId)} onClick={() => focusOnceDrawn('history')}>
            Choose the moments in the history
          </Link>
          , or by time:
        </Trans>
      </p>
      <Compared from={from} to={to} />
    </section>
  );
};

/** When a moment was, and after what; undefined as long as that is not known. */
const useMoment = (projectId: string, moment: string | undefined) => {
  const { api, me } = useServices();
  const before = moment !== undefined && isPosition(moment) ? String(BigInt(moment) + 1n) : undefined;
  const { data } = useQuery({
    queryKey: ['moment', projectId, before],
    queryFn: () => {
      const params = { path: { projectId }, query: { limit: 1, before: before ?? '' } };
      return answerOf(api.GET('/api/v1/projects/{projectId}/history', { params }));
    },
    enabled: before !== undefined,
  });
  if (before === undefined) return moment === undefined ? undefined : { at: moment, text: undefined };
  const [entry] = data ?? [];
  return entry && { at: entry.at, text: toldEvent(entry, me).text };
};

type Moment = ReturnType<typeof useMoment>;

/** Until it is known when the moment of a position was, that is said in its place; no position means now. */
const inWords = (moment: Moment, position: string | undefined): string => {
  if (moment === undefined) return position === undefined ? t`now` : t`position ${position}`;
  const at = shownTime(moment.at, 'second');
  const { text: event } = moment;
  return event === undefined ? at : t`${at}, after: ${event}`;
};

const Compared = ({ from, to }: Partial<Moments>): ReactNode => {
  const { projectId } = useOpenProject();
  const [before, after] = [useMoment(projectId, from), useMoment(projectId, to)];
  const then = inWords(before, from);
  const later = inWords(after, to);
  return (
    <>
      <MomentsForm {...{ from, to, before, after }} />
      {from === undefined ? (
        <p className="soft empty">
          <Trans>Say since when: events before that are not looked at.</Trans>
        </p>
      ) : (
        <>
          <p className="break">
            <Trans>
              <strong>Before</strong>: {then}
            </Trans>
          </p>
          <p className="break">
            <Trans>
              <strong>After</strong>: {later}
            </Trans>
          </p>
          <Differences from={from} to={to} />
        </>
      )}
    </>
  );
};

const Differences = (moments: Moments): ReactNode => {
  const query = useDifferences(useOpenProject().projectId, moments);
  return (
    <Answered query={query}>
      {(diff) => <DifferenceList diff={diff} otherwise={t`Nothing is otherwise than it was.`} />}
    </Answered>
  );
};

/** A field that was left as it was means the very event that was chosen, not its second. */
const chosen = (text: FormDataEntryValue | null, was: string, moment: string | undefined): string | undefined => {
  if (text === was) return moment;
  return typeof text === 'string' && text !== '' ? new Date(text).toISOString() : undefined;
};

const MomentsForm = ({
  from,
  to,
  before,
  after,
}: Partial<Moments> & { readonly before: Moment; readonly after: Moment }): ReactNode => {
  const { projectId } = useOpenProject();
  const goTo = useNavigate();
  // a field is drawn anew when its moment is another one
  const keptFocus = useKeptFocus<HTMLFormElement>();
  const was = [before, after].map((moment) => (moment === undefined ? '' : inTimeField(moment.at)));
  const [first = '', second = ''] = was;
  // one that is chosen, and not known yet when it was, is left empty as it was
  const isRequired = from === undefined || before !== undefined;
  const compare = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const since = chosen(said.get('from'), first, from);
    if (since !== undefined)
      void goTo(addresses.compare(projectId, { from: since, to: chosen(said.get('to'), second, to) }));
  };
  return (
    <form className="fields find" aria-label={t`Moments`} {...keptFocus} onSubmit={compare}>
      <label className="field">
        <span>
          <Trans>Before</Trans>
        </span>
        <MomentInput key={from ?? ''} name="from" required={isRequired} was={first} />
      </label>
      <label className="field">
        <span>
          <Trans>After (now, where nothing is said)</Trans>
        </span>
        <MomentInput key={to ?? ''} name="to" was={second} />
      </label>
      <p className="field">
        <button type="submit" className="primary">
          <Trans>Compare</Trans>
        </button>
      </p>
    </form>
  );
};

interface MomentInputProps extends Pick<InputHTMLAttributes<HTMLInputElement>, 'name' | 'required'> {
  /** When the chosen moment was; empty until that is known. */
  readonly was: string;
}

const MomentInput = ({ was, ...attributes }: MomentInputProps): ReactNode => {
  const ref = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const { current: field } = ref;
    // what is typed before it is known stays, also half of a moment, which is no value yet
    if (field !== null && field.value === '' && !field.validity.badInput) field.value = was;
  }, [was]);
  return <input ref={ref} type="datetime-local" step="1" {...attributes} />;
};
