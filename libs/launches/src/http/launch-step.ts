import type { z } from 'zod';
import type { CommandResult } from '#libs/event-sourcing';
import { Answer } from '#libs/rest';
import type { Launch, LaunchState } from '../launch.js';
import { launchStepView } from './launch.dto.js';

/** 202 and where to watch it: something is under way. 200: it was so already. */
export const answerStep = ({
  state,
  changed,
  position,
}: CommandResult<LaunchState>): Answer<z.infer<typeof launchStepView>> => {
  const { launchId, run, shown, phase } = state as Launch;
  const step = { launchId, run, status: shown, phase, position: position.toString() };
  return new Answer(launchStepView.parse(step), {
    status: changed ? 202 : 200,
    location: `/api/v1/launches/${launchId}`,
    position,
  });
};
