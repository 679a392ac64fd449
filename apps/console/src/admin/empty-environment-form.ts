import { runFormOf } from '../sessions/run-form.js';
import type { EnvironmentForm } from './environment-form.js';

export const emptyEnvironmentForm: EnvironmentForm = {
  name: '',
  image: '',
  description: '',
  keywords: '',
  run: runFormOf(),
};
