// Runs before the first paint, as a file of its own because the hub's Content-Security-Policy allows no inline scripts.
try {
  const choice = localStorage.getItem('marquee-theme')
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = `marquee-${choice}`
} catch {
  // Storage is blocked: the theme follows the system.
}
