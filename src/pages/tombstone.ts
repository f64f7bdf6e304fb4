import type { TakedownReason } from '#rules/disclosures/takedown.ts'
import type { PublicRecord, TakenDown } from '#records/public.ts'
import { recordTexts } from '#text/pages-records.ts'
import { takedownTexts } from '#text/pages-takedown.ts'
import { colon, comma, periodText, plainDayText } from '#text/values.ts'
import { html, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { ledger } from './parts/ledger.ts'
import { notice } from './parts/notice.ts'
import { addressOf, to, type View } from './view.ts'

/** What stays of a version that was taken down: that it was there, why it went and when, and nothing of what it said. */
export function tombstonePage(view: View, { record, gone, isReplaced }: { readonly record: PublicRecord; readonly gone: TakenDown; readonly isReplaced: boolean }): Html {
  const text = takedownTexts[view.language]
  const lines = [
    { label: text.village, value: html`<span${inChinese(view)}>${record.villageName}</span>` },
    { label: text.period, value: periodText(view.language, record.period) },
    { label: text.version, value: text.versionValue(gone.version) },
    { label: text.reason, value: text.reasons[gone.reason as TakedownReason] },
    { label: text.at, value: gone.on },
  ]
  const body = html`<h1>${text.title}</h1><p class="lead">${text.lead}</p>
${ledger(lines)}
${isReplaced && html`<p>${text.again} <a class="more" href="${to(view, `/d/${record.id}`)}">${text.seeLatest}</a></p>`}
<p><a class="button" href="${to(view, `/v/${record.villageCode}`)}">${text.toVillage(record.villageName)}</a></p>
<p><a class="more" href="${to(view, addressOf('/complain', { v: record.villageCode }))}">${text.ask}</a></p>`
  return page(view, { title: text.title, body, isPrivate: true })
}

/** What stays of a record that was withdrawn: its title, why, by whom, and when. */
export function withdrawnPage(view: View, { villageCode, villageName, withdrawal }: { readonly villageCode: number; readonly villageName: string; readonly withdrawal: NonNullable<PublicRecord['withdrawal']> }): Html {
  const text = recordTexts[view.language]
  const body = html`<h1${inChinese(view)}>${withdrawal.title}</h1>
${notice(text.withdrawnNotice(plainDayText(view.language, withdrawal.on)), html`<p>${text.withdrawnReason}${colon[view.language]}<span${inChinese(view)}>${withdrawal.reason}</span></p>
<p>${text.withdrawnBy}${colon[view.language]}<span${inChinese(view)}>${withdrawal.askedBy}</span>${comma[view.language]}${text.withdrawnGranted}${colon[view.language]}<span${inChinese(view)}>${withdrawal.grantedBy}</span></p>`, 'warning')}
<p>${text.withdrawnHelp}</p><p><a class="button" href="${to(view, `/complain?v=${villageCode}`)}">${text.askRecord}</a></p>`
  return page(view, { title: `${withdrawal.title} · ${villageName}`, body, path: [{ address: `/v/${villageCode}`, name: villageName }] })
}
