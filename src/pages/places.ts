import type { FoundPlace, Place } from '#records/public.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import { placeTexts } from '#text/pages-places.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, languageField, page } from './layout.ts'
import { typicalAddress } from './parts/answer-list.ts'
import { to, type View } from './view.ts'
import { above } from './village.ts'

/** What the page of choosing shows: a place and what lies below it, and what a search found. */
export type Choosing = {
  readonly path: readonly Place[]
  readonly below: readonly Place[]
  readonly search?: { readonly name: string; readonly found: readonly FoundPlace[] }
}

export const mostFound = 50

/** The start page: find a village by name, or step down to it. */
export function placesPage(view: View, { path, below, search }: Choosing): Html {
  const text = placeTexts[view.language]
  const here = path.at(-1)
  const county = path.find(place => place.level === 'county')
  const body = html`<div class="welcome"><h1>${text.homeTitle}</h1><p class="lead">${text.homeLead}</p></div>
<form class="search" action="/" method="get" role="search">
<label for="q">${text.searchPlace}</label>
<div><input id="q" name="q" type="search" value="${search?.name ?? ''}" enterkeyhint="search" maxlength="50"><button>${text.searchPlaceButton}</button></div>${languageField(view)}
</form>
${search && found(view, search)}
<section><h2>${choiceTitle(view, here, below)}</h2>
${below.length > 0 ? html`<ul class="places">${below.map(place => placeLink(view, place))}</ul>` : html`<p>${text.noneBelow}</p>`}
</section>
${county !== undefined && html`<p><a class="more" href="${to(view, typicalAddress(county.code, 1))}">${publicAnswerTexts[view.language].typicalLink}</a></p>`}`
  return page(view, { title: here?.name ?? text.homeTitle, body, path: above(path.slice(0, -1)) })
}

function choiceTitle(view: View, here: Place | undefined, below: readonly Place[]): string {
  const text = placeTexts[view.language]
  if (!here) return text.choose
  if (below.some(place => place.level === 'village')) return text.chooseVillage(here.name)
  return below.some(place => place.level === 'township') ? text.chooseTownship(here.name) : text.chooseBelow(here.name)
}

function found(view: View, { name, found: places }: NonNullable<Choosing['search']>): Html {
  const text = placeTexts[view.language]
  if (places.length === 0) return html`<p role="status">${text.searchNone(name)}</p>`
  return html`<section><h2>${text.searchFound(places.length, name)}</h2>
<ul class="places">${places.slice(0, mostFound).map(place => placeLink(view, place, place.formerName !== null && text.formerName(place.formerName)))}</ul>
${places.length > mostFound && html`<p>${text.searchMore}</p>`}</section>`
}

function placeLink(view: View, place: Place, note?: Hole): Html {
  const address = place.level === 'village' ? `/v/${place.code}` : `/?place=${place.code}`
  return html`
<li><a href="${to(view, address)}"${inChinese(view)}>${place.name}</a>${note && html` <small>${note}</small>`}${
  place.isVirtual && html` <small>${placeTexts[view.language].virtual}</small>`}</li>`
}
