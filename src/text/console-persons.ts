import type { InBoth } from './language.ts'

const zh = {
  legend: '这里已有同名的人。新岗位是谁的？',
  same: (post: string) => `同一个人：${post}`,
  other: '同名的另一个人', reason: '为什么是另一个人（不少于4个字）', reasonHint: '例如“不是一个村的，身份证号不同”。批准人能看到，记录保留。',
  hint: '同一个人换岗：原来的回避、亲属申报、自己的投诉和“不办自己经手的事”都跟着走，用户名另起。',
  samePerson: (post: string) => `与原岗位是同一人：${post}`, sameRow: (row: number) => `与第${row}行是同一人`, otherPerson: (reason: string) => `同名的另一个人：${reason}`,
}

type Words = typeof zh

const en: Words = {
  legend: 'There is somebody of this name here. Whose is the new post?',
  same: post => `The same person: ${post}`,
  other: 'Another person of the same name', reason: 'Why it is another person (at least 4 characters)', reasonHint: 'Such as “of another village, another identity number”. Whoever grants it reads this, and it is kept.',
  hint: 'Of the same person conflicts, declared relations, own complaints and own work go along to the new post; the user name is a new one.',
  samePerson: post => `same person as ${post}`, sameRow: row => `same person as in row ${row}`, otherPerson: reason => `another person of the same name: ${reason}`,
}

/** Whose a new post is, where somebody has the name already. */
export const personWords: InBoth<Words> = { 'zh-CN': zh, en }
