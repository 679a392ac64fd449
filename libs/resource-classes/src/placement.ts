import { z } from 'zod';

/** Of Kubernetes, where its sessions may run on a cluster. */
export const placementSchema = z.object({
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z
    .array(
      z.object({
        key: z.string().optional(),
        operator: z.enum(['Exists', 'Equal']).optional(),
        value: z.string().optional(),
        effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
      }),
    )
    .optional(),
  priorityClassName: z.string().optional(),
});

export type Placement = z.infer<typeof placementSchema>;
