export declare const linguiPlugin: [name: string, options: Record<string, unknown>];
