// Our own sources say `./x.js` as ESM demands; on disk it is `./x.ts`. Packages are left alone.
module.exports = (request, options) => {
  if (/^\.{1,2}\/.*\.js$/.test(request) && !options.basedir.includes('node_modules')) {
    try {
      return options.defaultResolver(request.replace(/\.js$/, '.ts'), options);
    } catch {
      // a real .js file: fall through
    }
  }
  return options.defaultResolver(request, options);
};
