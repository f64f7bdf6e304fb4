import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

const outDir = join(import.meta.dirname, '../../dist/console')

/**
 * Builds the staff console into dist/console, served under /console/. Every text file gets a .br and a .gz beside it, so that
 * the server only has to pick one. The nonce is a placeholder that a server with a stricter policy may replace in index.html.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react(), compressed()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})

function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async closeBundle() {
      const files = await readdir(outDir, { recursive: true })
      for (const file of files.filter(name => /\.(js|css|html|svg)$/.test(name))) {
        const bytes = await readFile(join(outDir, file))
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
        await writeFile(join(outDir, `${file}.br`), brotliCompressSync(bytes, quality))
        await writeFile(join(outDir, `${file}.gz`), gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
