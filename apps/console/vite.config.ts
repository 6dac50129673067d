// How the console is bundled: no inline script or style, no address but its own, graph and map in chunks of their own.

import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { codeSentences } from './code-sentences.ts'

const { MANUMIT_DESK: DESK = 'http://localhost:7377' } = process.env

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), codeSentences()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  // While working on it: `vite apps/console` beside a running desk.
  server: { proxy: { '/api': { target: DESK, changeOrigin: true } } },
})
