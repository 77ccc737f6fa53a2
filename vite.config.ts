import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

const hub = process.env['MARQUEE_HUB_URL'] ?? 'http://localhost:8080'

export default defineConfig({
  root: 'dashboard',
  plugins: [tailwindcss()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    // The hub's Content-Security-Policy allows files of its own origin only, no data: scripts, styles or WebAssembly.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: { '/api': hub, '/healthz': hub, '/mqtt': { target: hub, ws: true } },
  },
})
