import type { InBoth } from './language.ts'

const zh = {
  proposals: '待决定的改动',
  proposalsLead: '提出的人不能自己决定，可以撤回。',
  noProposals: '没有待决定的改动。',
  decided: '最近的决定',
  from: (day: string) => `${day}起`,
  by: (person: string, at: string) => `${person} ${at}提出`,
  decidedBy: (outcome: string, person: string, at: string) => `${person} ${at}${outcome}`,
  outcomes: { passed: '同意', refused: '不同意', withdrawn: '撤回' },
  pass: '同意', refuse: '不同意', withdraw: '撤回',
  why: '理由（不少于5个字）', tooShort: '请写明理由，不少于5个字。',
  waitsForOther: '等待另一人决定',
  tooLate: '已经来不及从生效日期起执行，不能再通过，请撤回后重新提出。',
  done: { passed: '已同意，从生效日起执行。', refused: '已决定不同意，维持原样。', withdrawn: '已撤回。' },
}

/** A change that one officer proposes and another decides. */
export const proposalWords: InBoth<typeof zh> = {
  'zh-CN': zh,
  'en': {
    proposals: 'Changes that wait for a decision',
    proposalsLead: 'Nobody decides a proposal of their own; it can be withdrawn.',
    noProposals: 'No change waits for a decision.',
    decided: 'Decided lately',
    from: day => `from ${day}`,
    by: (person, at) => `proposed by ${person}, ${at}`,
    decidedBy: (outcome, person, at) => `${outcome} by ${person}, ${at}`,
    outcomes: { passed: 'passed', refused: 'refused', withdrawn: 'withdrawn' },
    pass: 'Pass', refuse: 'Refuse', withdraw: 'Withdraw',
    why: 'Reason (at least 5 characters)', tooShort: 'Please give a reason of at least 5 characters.',
    waitsForOther: 'Waits for another officer',
    tooLate: 'It can no longer hold from its day on, so it cannot be passed; withdraw it and propose it again.',
    done: { passed: 'Passed; it holds from its day on.', refused: 'Refused; everything stays as it was.', withdrawn: 'Withdrawn.' },
  },
}
