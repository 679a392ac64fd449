/** As tools/real-node/images.sh names them. No registry has them: they are on the node, or nowhere. */
export const nodeImages = {
  /** `jupyter` answers as a session does; `crash`, `allocate` and `fill` end as they are called. */
  programs: 'registry.local/programs:1',
  jupyterLab: 'registry.local/jupyterlab:1',
  /** Git, and what clones with it (SESSION_CLONE_IMAGE). */
  clone: 'registry.local/clone:1',
  /** The image of the Dockerfile. */
  product: 'registry.local/renku-sessions:1',
} as const;
