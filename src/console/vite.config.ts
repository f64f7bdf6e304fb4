import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

/**
 * Builds the staff console into dist/console, served under /console/. The nonce is a placeholder that a server with a policy
 * stricter than `unsafe-inline` for styles may replace in index.html.
 */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [...(command === 'build' ? [builtForProduction()] : []), react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: { outDir: join(import.meta.dirname, '../../dist/console'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
}))

/**
 * Whoever builds, gets the real thing. React and its kin choose by NODE_ENV, and a test that builds the console runs with
 * NODE_ENV=test: without this the result would be the slow development edition, twice the size.
 */
function builtForProduction(): Plugin {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  return {
    name: 'built-for-production',
    closeBundle() {
      if (before === undefined) delete process.env.NODE_ENV
      else process.env.NODE_ENV = before
    },
  }
}
