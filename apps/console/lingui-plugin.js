/** For swc, as Vite runs it: words stay in the code, so that English needs no catalogue. */
export const linguiPlugin = [
  '@lingui/swc-plugin',
  {
    descriptorFields: 'message',
    useLinguiV5IdGeneration: true,
    runtimeModules: { i18n: ['#console/i18n', 'i18n'], Trans: ['#console/trans', 'Trans'] },
  },
];
