// Before the first paint, so that a dark page never flashes white; a file because the policy forbids inline scripts.
(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('jarvis-colors')
  } catch {
    // storage is closed: follow the system
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
