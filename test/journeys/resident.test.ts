import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { closeSilentCases } from '#actions/close-cases.ts'
import { stateTexts } from '#text/cases.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { placeTexts } from '#text/pages-places.ts'
import { recordTexts } from '#text/pages-records.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { move, reply } from '#test/api/cases-of-every-state.ts'
import { correct } from '#test/pages/visiting.ts'
import { openBrowser, openWindow, picture } from './browser.ts'
import { openCounty, type County, withInterest } from './county.ts'

const place = placeTexts['zh-CN']
const record = recordTexts['zh-CN']
const form = complaintTexts['zh-CN']
const tracking = trackingTexts['zh-CN']
const states = stateTexts['zh-CN']

let county: County
let browser: Browser
beforeAll(async () => { [county, browser] = await Promise.all([openCounty(), openBrowser()]) })
afterAll(async () => { await browser.close(); await county.world.close() })

const phone = () => openWindow(browser, { screen: 'phone', scripts: false })
