import { counted } from './values.ts'
import type { InBoth, Language } from './language.ts'

const chinese = {
  title: '问与答',
  listOf: (place: string) => `${place}：问与答`,
  lead: '村民问过、本人同意公开的问题和答复。谁问的不公开。',
  section: '问与答',
  all: (count: number) => `全部问与答（${count}条）`,
  none: '还没有公开的问与答。您问的事答复以后，可以选择让大家都看到。',
  noneFound: '没有找到，请换个词试试。',
  search: '在问与答里查找',
  searchButton: '查找',
  category: '类别',
  every: '全部',
  noCategory: '其他',
  matches: (count: number) => `${count}条`,
  question: '问',
  answer: '答',
  meta: (unit: string, month: string, days: number) => `${unit} · ${month}答复 · 用了${days}个工作日`,
  aboutRecord: '关于这条公开内容',
  aboutRow: (n: number) => `关于第${n}行`,
  alsoAnswered: (count: number) => `“问与答”里也有${count}条`,
  // 典型案例
  typicalTitle: '典型案例',
  typicalOf: (place: string) => `${place}：典型案例`,
  typicalLead: '从办过的事里选出来的例子，看看别的村是怎么办的。姓名和地点都已隐去。',
  typicalNone: '还没有公布典型案例。',
  typicalLink: '典型案例',
  what: '什么事',
  how: '怎么办的',
  chosen: '选自已公开的问与答',
  inMonth: (month: string) => `${month}公布`,
  // 查进度页
  ask: '愿意让大家也看到这次答复吗？',
  askLead: '很多人可能有同样的疑问。同意以后，工作人员会把问题改写成一句话，去掉姓名、地点等能认出您的内容，两个人核对后才公开。',
  askPoints: ['不写是谁问的，也不照抄您的原话', '只写到哪个村、哪个月，下个月月初以后才出现', '不同意也没关系，不影响您的事；以后随时可以收回'],
  allow: '同意公开',
  allowed: '您同意了公开这次答复。',
  allowedWaiting: '正在改写、核对，还没有公开。准备好以后，您可以先在这里看到。',
  allowedComing: (day: string) => `核对好了，${day}起大家能看到。下面就是将要公开的内容：`,
  allowedShown: '大家现在看到的是：',
  takeBack: '收回，不再公开',
  takeBackLead: '收回后马上就看不到了，什么也不留下。',
}

/** Questions and answers that everybody reads, typical cases, and the complainant's say about it. */
export const publicAnswerTexts: InBoth<typeof chinese> = {
  'zh-CN': chinese,
  'en': {
    title: 'Questions and answers',
    listOf: place => `${place}: questions and answers`,
    lead: 'What villagers asked and agreed to have shown, with the answers. Who asked is not shown.',
    section: 'Questions and answers',
    all: count => `All questions and answers (${count})`,
    none: 'No questions and answers are public yet. Once your own question is answered you may let everybody read it.',
    noneFound: 'Nothing was found. Try another word.',
    search: 'Search the questions and answers',
    searchButton: 'Search',
    category: 'Category',
    every: 'All',
    noCategory: 'Other',
    matches: count => counted(count, 'question', 'questions'),
    question: 'Q',
    answer: 'A',
    meta: (unit, month, days) => `${unit} · answered in ${month} · took ${counted(days, 'working day', 'working days')}`,
    aboutRecord: 'About this record',
    aboutRow: n => `About row ${n}`,
    alsoAnswered: count => `${counted(count, 'match', 'matches')} among the questions and answers`,
    typicalTitle: 'Typical cases',
    typicalOf: place => `${place}: typical cases`,
    typicalLead: 'Examples chosen from what was dealt with: how it was done elsewhere. Names and places have been taken out.',
    typicalNone: 'No typical cases have been published yet.',
    typicalLink: 'Typical cases',
    what: 'What happened',
    how: 'How it was dealt with',
    chosen: 'Chosen from the published questions and answers',
    inMonth: month => `published in ${month}`,
    ask: 'May everybody read this answer?',
    askLead: 'Others may wonder about the same. If you agree, an official puts the question into one plain sentence without names, places or anything that tells who you are; a second one checks it before it is shown.',
    askPoints: ['It never says who asked, nor repeats your own words', 'It names the village and the month only, and appears after the start of the next month', 'You need not agree; nothing changes for you. You can take it back at any time'],
    allow: 'I agree',
    allowed: 'You agreed that this answer may be shown.',
    allowedWaiting: 'It is being put into plain words and checked, and is not public yet. Once it is ready you can read it here first.',
    allowedComing: day => `It has been checked. From ${day} everybody can read this:`,
    allowedShown: 'This is what everybody reads now:',
    takeBack: 'Take it back',
    takeBackLead: 'Then it is gone at once, and nothing of it stays.',
  },
}

/** “2026年9月” or “September 2026”: public answers name no day. */
export function monthName(language: Language, month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return language === 'en' ? `${englishMonths[number - 1]} ${year}` : `${year}年${number}月`
}

const englishMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** A short neutral question to begin with, in Chinese because that is what residents read. It takes words that are public anyway and no others. */
export function suggestedQuestion(about: { readonly title?: string | undefined; readonly label?: string | undefined; readonly item?: string | undefined }): string {
  if (about.title !== undefined) return about.label === undefined ? `公开的“${about.title}”里有一处不明白，是怎么回事？` : `公开的“${about.title}”里，“${about.label}”是怎么回事？`
  return about.item === undefined ? '村里有一件事需要解决，办得怎么样？' : `关于“${about.item}”，村里有人提出疑问，情况怎么样？`
}
