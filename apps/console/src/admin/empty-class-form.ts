import type { ClassForm } from './class-form.js';
import { placementFormOf } from './placement-form.js';

export const emptyClassForm: ClassForm = {
  name: '',
  cpu: '',
  memory: '',
  gpu: '0',
  maxDisk: '',
  capacity: '',
  placement: placementFormOf(),
};
