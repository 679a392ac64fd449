// Before anything is drawn: a dark page does not begin white. See src/page/theme.ts.
try {
  const theme = localStorage.getItem('renku-sessions:theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // a browser that keeps nothing shows the system's
}
