import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Builds the staff console into dist/console, served under /console/. The nonce is a placeholder that the server replaces in
 * index.html for each request, so that the content security policy need not allow inline styles.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
