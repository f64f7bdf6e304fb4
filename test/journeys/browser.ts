import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, inject } from 'vitest'

/** A phone of 360 px, as old people have them, and an office screen. */
export const screens = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } } as const

/** Not the package's own flags: its single process dies with the first window that closes. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** One for each process, in a folder that goes with the run: two must not share a half-written browser. */
const folder = join(inject('browsers'), String(process.pid))
// Of the process, not of this module: a file that loads modules anew must not start a second one, for which the package would set no libraries.
const ofProcess = globalThis as { chromiumOfTests?: Promise<Browser> }

/**
 * The Chromium that comes as a package, with a Chinese font that comes as another; Latin letters of English pages are set in the browser
 * package's own. No root and no download. It is unpacked (a quarter of a gigabyte) and started once for all files of a process, and ends
 * with it; a file closes its windows.
 */
export function openBrowser(): Promise<Browser> {
  return ofProcess.chromiumOfTests ??= launch()
}

async function launch(): Promise<Browser> {
  const { executablePath, env } = await unpack()
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath, headless: true, args: flags, env })
}

/** Closes every window, and forgets what was in them. Whatever a page did against its own policy fails the file here. */
export async function closeWindows(open: Browser): Promise<void> {
  await Promise.all(open.contexts().map(window => window.close()))
  expect(policyBreaches.splice(0), 'breaches of the content security policy').toEqual([])
}

/** What the browser refused by the content security policy of a page, in the windows opened since windows were last closed. */
export const policyBreaches: string[] = []

/** Lets the window tell of every breach, its element and its page. */
async function watchPolicy(context: BrowserContext): Promise<void> {
  await context.exposeBinding('tellBreach', (_source, breach: string) => { policyBreaches.push(breach) })
  await context.addInitScript(`document.addEventListener('securitypolicyviolation', event => window.tellBreach(
    event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample + ' at ' + location.pathname + ' by ' + event.sourceFile + ':' + event.lineNumber))`)
}

/**
 * What the package writes into our own environment is taken out again and given to the browser alone: other programs that tests
 * start must not load its libraries.
 */
async function unpack(): Promise<{ executablePath: string; env: Record<string, string> }> {
  mkdirSync(join(folder, 'cache'), { recursive: true })
  const before = { ...process.env }
  process.env['TMPDIR'] = folder
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x' // makes the package unpack the libraries that a bare Debian lacks
  const { default: chromium } = await import('@sparticuz/chromium')
  const executablePath = await chromium.executablePath()
  const env = { ...process.env, FONTCONFIG_FILE: fontConfiguration() } as Record<string, string>
  for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH'] as const) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  return { executablePath, env }
}

function fontConfiguration(): string {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const file = join(folder, 'fonts.conf')
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias><match target="pattern"><test name="family"><string>system-ui</string></test><edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>
<alias><family>serif</family><prefer><family>Noto Sans SC</family></prefer></alias><alias><family>monospace</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>`)
  if (readdirSync(fonts).length === 0) throw new Error('the Chinese test font is missing')
  return file
}

/** A new window: a phone or a desktop, in a language, with scripts on or off. */
export async function openWindow(browser: Browser, options: { screen: keyof typeof screens; language?: 'zh-CN' | 'en'; scripts?: boolean; dark?: boolean }): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: screens[options.screen], locale: options.language ?? 'zh-CN', javaScriptEnabled: options.scripts ?? true, colorScheme: options.dark ? 'dark' : 'light', timezoneId: 'Asia/Shanghai',
    deviceScaleFactor: 1, reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(45_000)
  if (options.scripts !== false) await watchPolicy(context)
  return { context, page: await context.newPage() }
}

/** Keeps a picture for the manual when asked to (MANUAL=1); a plain test run leaves the checked-in pictures alone. `before` changes what only the picture shows. */
export async function picture(page: Page, name: string, options: { whole?: boolean; before?: () => Promise<unknown> } = {}): Promise<void> {
  if (process.env['MANUAL'] !== '1') return
  mkdirSync('docs/manual', { recursive: true })
  await options.before?.()
  await page.screenshot({ path: `docs/manual/${name}.png`, fullPage: options.whole ?? false, animations: 'disabled' })
}

/** Hides the bar of a phone that floats over what a whole page's picture shows. By a sheet of the page's own: its policy takes no style from elsewhere. */
export function hideBar(page: Page): () => Promise<unknown> {
  return () => page.evaluate(`{ const sheet = new CSSStyleSheet(); sheet.replaceSync('.rail-toggle { display: none !important }'); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }`)
}
