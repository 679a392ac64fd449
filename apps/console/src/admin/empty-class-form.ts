import type { ClassForm } from './class-form.js';

export const emptyClassForm: ClassForm = { name: '', cpu: '', memory: '', gpu: '0', maxDisk: '' };
