import { counted } from './values.ts'
import type { InBoth } from './language.ts'

const chinese = {
  title: '开放数据',
  lead: '各村公开的内容，都可以成批下载，用来核对、统计、研究。与网页完全相同：网页上隐去的，这里也没有。',
  licence: '使用条件：注明来源即可。',
  what: '有什么',
  addresses: [
    ['/open/v/340522100001', '一个村的数据目录（DCAT，JSON-LD），含每条记录的核对码'],
    ['/open/v/340522100001.csv?item=farmland-subsidy&period=2026', '一个事项的全部明细（表格）；period 可以是年、季、月，也可以不写'],
    ['/open/v/340522100001.json?item=&period=', '全部记录（JSON，金额以分为单位）'],
    ['/d/{id}.json、/d/{id}.csv', '一条记录；加 ?v=1 看旧版本'],
    ['/open/v/340522100001-answers.csv、…-answers.json', '村民问过、同意公开的问与答，与网页逐字相同；收回同意后这里也没有了'],
    ['/v/340522100001/feed.atom', '最近的公开、更正、问与答（Atom）'],
  ],
  commitment: '核对码（commitment）：对一个版本的每个格子加随机数后逐级求 SHA-256。内容改动一个字，核对码就不同。',
  names: '名单中的姓名按规定隐去一部分。请勿用于还原个人身份。',
  villages: '已有公开内容的村（列出前200个）',
  records: (count: number) => `${count}条`,
}

/** The page about open data. */
export const openDataTexts: InBoth<typeof chinese> = {
  'zh-CN': chinese,
  en: {
    title: 'Open data',
    lead: 'Everything the villages publish can be downloaded in bulk, to check, to count, to study. It is the same as on the pages: what is hidden there is not here either.',
    licence: 'You may use it if you name the source:',
    what: 'What there is',
    addresses: [
      ['/open/v/340522100001', 'the catalogue of a village (DCAT, JSON-LD), with the fingerprint of every record'],
      ['/open/v/340522100001.csv?item=farmland-subsidy&period=2026', 'all lines of an item as a spreadsheet; the period is a year, a quarter, a month, or left out'],
      ['/open/v/340522100001.json?item=&period=', 'whole records as JSON, amounts in fen'],
      ['/d/{id}.json, /d/{id}.csv', 'one record; with ?v=1 an older version'],
      ['/open/v/340522100001-answers.csv, …-answers.json', 'questions and answers that villagers allowed to be shown, word for word as on the page; what is taken back is gone here too'],
      ['/v/340522100001/feed.atom', 'what was published, corrected and answered last (Atom)'],
    ],
    commitment: 'The fingerprint (commitment) of a version is SHA-256 over each cell with a random number, level by level. Change one character and it is another.',
    names: 'Names in lists are partly hidden, as the rules ask. Do not try to find out who they are.',
    villages: 'Villages that have published (the first 200)',
    records: count => counted(count, 'record', 'records'),
  },
}
