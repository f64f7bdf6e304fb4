import type { EdgeKind } from '#rules/policy/organisation.ts'
import type { InBoth } from './language.ts'

const zh = {
  title: '单位负责人和上级',
  lead: '回避规则按这里的登记判断：投诉涉及某人时，其任负责人的单位及下级单位都要回避。登记和结束当时生效，在办投诉同时重新判断。',
  place: '地方', unit: '单位', heads: '负责人', above: '上级或监督单位', posts: '岗位和任期', none: '未登记',
  kinds: { parent: '领导', supervises: '监督' } satisfies Record<EdgeKind, string> as Record<EdgeKind, string>,
  term: (from: string, to: string | undefined) => (to === undefined ? `${from}起` : `${from}至${to}`),
  ended: '以前的登记',
  addHead: '登记负责人', addHeadTitle: (unit: string) => `${unit}：登记负责人`, who: '谁', from: '从哪天起',
  addEdge: '登记上级', addEdgeTitle: (unit: string) => `${unit}：登记上级或监督单位`, aboveUnit: '单位', kind: '关系', choose: '请选择',
  end: '结束', endHeadTitle: (person: string) => `${person}不再任负责人`, endEdgeTitle: (unit: string) => `${unit}不再是上级或监督单位`, to: '到哪天为止', reason: '理由（不少于4个字）', tooShort: '请写明理由，不少于4个字。',
  save: '登记', done: '已登记，当时生效。', endedNow: '已结束，当时生效。',
  own: '本单位的由上一级登记',
}

type Words = typeof zh

const en: Words = {
  title: 'Heads and superiors',
  lead: 'The rules of conflict read these entries: where a complaint names somebody, the units that person heads and all below them stand aside. Every entry and every end counts at once, for complaints under way too.',
  place: 'Place', unit: 'Unit', heads: 'Heads', above: 'Led or supervised by', posts: 'Posts and terms', none: 'none entered',
  kinds: { parent: 'led by', supervises: 'supervised by' },
  term: (from, to) => (to === undefined ? `from ${from}` : `${from} to ${to}`),
  ended: 'Earlier entries',
  addHead: 'Enter a head', addHeadTitle: unit => `${unit}: enter a head`, who: 'Who', from: 'From',
  addEdge: 'Enter a superior', addEdgeTitle: unit => `${unit}: enter what leads or supervises it`, aboveUnit: 'Unit', kind: 'How', choose: 'Please choose',
  end: 'End', endHeadTitle: person => `${person} is the head no longer`, endEdgeTitle: unit => `${unit} leads or supervises it no longer`, to: 'Until', reason: 'Reason (at least 4 characters)', tooShort: 'Please give a reason of at least 4 characters.',
  save: 'Enter', done: 'Entered; it counts from this moment.', endedNow: 'Ended; it counts from this moment.',
  own: 'for the desk above to enter',
}

/** Who heads the units and what stands over them. */
export const organisationWords: InBoth<Words> = { 'zh-CN': zh, en }

type Sentences = { readonly [Code in 'organisation-day' | 'already-so' | 'edge-circle']: () => string }

/** Why the organisation was not changed. */
export const organisationSentences: InBoth<Sentences> = {
  'zh-CN': {
    'organisation-day': () => '日期不能晚于今天，结束日期也不能早于开始日期。',
    'already-so': () => '已经这样登记过了，请刷新后查看。',
    'edge-circle': () => '一个单位不能受本单位或其下级单位领导、监督，请另选单位。',
  },
  en: {
    'organisation-day': () => 'The day may not lie after today, nor an end before its beginning.',
    'already-so': () => 'This is entered already; please load the page again.',
    'edge-circle': () => 'A unit is not led or supervised by itself or by a unit below it; please choose another.',
  },
}
