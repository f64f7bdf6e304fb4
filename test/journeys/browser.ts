import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A phone of 360 px, as old people have them, and an office screen. */
export const screens = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } } as const

/** Not the package's own flags: its single process dies with the first window that closes. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Starts the Chromium that comes as a package, with a Chinese font that comes as another: no root and no download. */
export async function openBrowser(): Promise<Browser> {
  const before = { ...process.env }
  const folder = mkdtempSync(join(tmpdir(), 'ydt-browser-'))
  process.env['TMPDIR'] = folder // the package unpacks the browser there; two runs must not share a half-written one
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x' // makes the package unpack the libraries that a bare Debian lacks
  process.env['FONTCONFIG_FILE'] = fontConfiguration(folder)
  const { default: chromium } = await import('@sparticuz/chromium')
  const { chromium: playwright } = await import('playwright-core')
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), headless: true, args: flags })
  // Whoever comes next in this process must not put its files into a folder that is about to go.
  if (before['TMPDIR'] === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before['TMPDIR']
  return browser
}

function fontConfiguration(folder: string): string {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const file = join(folder, 'fonts.conf')
  mkdirSync(join(folder, 'cache'))
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${folder}/cache</cachedir>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias><alias><family>serif</family><prefer><family>Noto Sans SC</family></prefer></alias><alias><family>monospace</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>`)
  if (readdirSync(fonts).length === 0) throw new Error('the Chinese test font is missing')
  return file
}

