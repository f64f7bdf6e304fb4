import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

/**
 * Builds the staff console into dist/console, served under /console/. The nonce is a placeholder that each answer replaces by one of its
 * own (api/console-files.ts).
 */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [...(command === 'build' ? [builtForProduction()] : []), stylesUnderNonce(), react()],
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

/**
 * The two places where Ant Design's parts write styles that no setting of theirs puts under the page's nonce: what keeps the page still
 * below a dialog, and how high a growing field of text is. Whoever upgrades them is told when either has moved.
 */
const unsigned = [
  ['/@rc-component/util/es/Dom/dynamicCSS.js', `if (csp?.nonce) {
    styleNode.nonce = csp?.nonce;
  }`, `styleNode.nonce = csp?.nonce ?? document.querySelector('meta[property="csp-nonce"]')?.nonce ?? '';`],
  ['/@rc-component/input/es/calculateNodeHeight.js', `hiddenTextarea.setAttribute('style', `, `hiddenTextarea.style.cssText = (`],
] as const

function stylesUnderNonce(): Plugin {
  return {
    name: 'styles-under-nonce',
    transform(code, id) {
      const found = unsigned.find(([file]) => id.split('?')[0]!.endsWith(file))
      if (!found) return undefined
      const [file, written, instead] = found
      if (!code.includes(written)) throw new Error(`${file} no longer writes its styles as it did`)
      return { code: code.replace(written, instead), map: null }
    },
  }
}
