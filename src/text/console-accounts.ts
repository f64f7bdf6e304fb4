import type { InBoth } from './language.ts'

const zh = {
  title: '账号',
  lead: '账号要两个人办：系统管理员申请，安全管理员批准。每人只拿到邀请码的一半，分别交给本人；本人用两段邀请码自己设置密码，管理员不经手密码。',
  search: '按姓名、单位或用户名查找', cut: '只列出前100个，请输入姓名或单位缩小范围。', none: '没有找到。',
  ask: '申请新账号', askTitle: '申请新账号', name: '姓名', username: '用户名', usernameHint: '2至40个小写字母、数字、点、横线，例如 wang.fang。', unit: '单位', role: '岗位', choose: '请选择', submit: '提交申请',
  who: '人员', post: '单位和岗位', account: '账号', from: (day: string) => `${day}起`, to: (day: string) => `至${day}`,
  noAccount: '还没有账号', seen: (when: string) => `最近使用${when}`, neverSeen: '目前没有登录', twoStep: '两步验证', oneStep: '只有密码',
  again: '重新开通', againTitle: (person: string) => `为${person}重新开通`, againText: '本人忘记密码或丢失验证器时办理。安全管理员批准后，本人用新的邀请码重设密码；原来的密码、验证器和登录同时作废。',
  end: '结束任职', endTitle: (person: string) => `结束${person}的任职`, endText: '从现在起不能再登录，所有设备上的登录同时退出。以前办理的记录保留。', reason: '理由（不少于4个字）', tooShort: '请写明理由，不少于4个字。', ended: '任职已结束，登录已退出。',
  handOver: '移交', handOverTitle: (person: string) => `移交${person}的工作`, handOverText: '任职当时结束，所有设备退出，消息提醒停止；手头的审核批次、导入和承办登记转给接任者。历史记录仍是原来的姓名。接任者须是同一单位、同一岗位、已能登录的人。', successor: '接任者', noSuccessor: '本单位没有同岗位、能登录的人。请先为接任者开通账号，再来移交。', handedOver: '已移交，原来的登录已退出。',
  signOut: '全部退出', signedOut: (n: number) => `已退出${n}处登录。`,
  waiting: '办理中', kinds: { new: '新账号', again: '重新开通' }, asked: (who: string, when: string) => `${who}申请于${when}`, granted: (who: string) => `${who}已批准，等本人设置密码`, notGranted: '等安全管理员批准', expires: (when: string) => `${when}前有效`, machine: '命令行',
  grant: '批准', grantTitle: (person: string) => `批准${person}的账号`, grantText: '请核对姓名、单位和岗位，并用别的方式向本人或其单位核实。', withdraw: '撤回', withdrawn: '已撤回。',
  halfTitle: { first: '邀请码前半段', second: '邀请码后半段' }, halfText: '只显示这一次。请当面或打电话告诉本人，不要发给另一位管理员，也不要和另外半段放在一起。', halfDone: '已经记下',
  acceptTitle: '设置密码', acceptLead: '第一次登录，或者管理员为您重新开通之后，在这里用两段邀请码设置自己的密码。', first: '邀请码前半段', second: '邀请码后半段', halfHint: '形如 4F7K-2M9Q-X3TB-…，共六组、每组四个，大小写都可以，短横可以不填。', password: '新密码', passwordHint: '至少12个字符，建议15个以上：可以是几个词或一句话，可以有空格和汉字。', accept: '设置密码', accepted: '密码已设置，请登录。', toSignIn: '去登录', missing: '请填写这一项',
  link: '有邀请码？在这里设置密码',
}

type Words = typeof zh

const en: Words = {
  title: 'Accounts',
  lead: 'An account takes two: the system administrator asks, the security administrator grants. Each gets half of a code and hands it over; the person sets a password with both halves, and no administrator ever holds one.',
  search: 'Find by name, unit or user name', cut: 'The first 100 are listed; type a name or unit to narrow them.', none: 'Nothing found.',
  ask: 'Ask for an account', askTitle: 'Ask for an account', name: 'Name', username: 'User name', usernameHint: '2 to 40 small letters, digits, dots or hyphens, such as wang.fang.', unit: 'Unit', role: 'Duty', choose: 'Please choose', submit: 'Ask',
  who: 'Who', post: 'Unit and duty', account: 'Account', from: day => `from ${day}`, to: day => `to ${day}`,
  noAccount: 'no account yet', seen: when => `last used ${when}`, neverSeen: 'not signed in', twoStep: 'two steps', oneStep: 'password only',
  again: 'Start anew', againTitle: person => `Another start for ${person}`, againText: 'For who lost a password or an authenticator. Once granted, a new code sets another password; the old one, the authenticator and every sign-in are gone.',
  end: 'End the post', endTitle: person => `End the post of ${person}`, endText: 'From now on nobody signs in with it, and every device is signed out. What was done before stays on record.', reason: 'Reason (at least 4 characters)', tooShort: 'Please give a reason of at least 4 characters.', ended: 'The post has ended; all devices are signed out.',
  handOver: 'Hand over', handOverTitle: person => `Hand over the work of ${person}`, handOverText: 'The post ends at this moment, every device is signed out and messages stop; review batches, imports and complaints at hand go to the successor. Histories keep the former name. The successor holds the same duty in the same unit and can sign in.', successor: 'Successor', noSuccessor: 'Nobody of this unit with the same duty can sign in. Make an account for the successor first, then hand over.', handedOver: 'Handed over; the former holder is signed out.',
  signOut: 'Sign out all', signedOut: n => `${n} signed out.`,
  waiting: 'Under way', kinds: { new: 'new account', again: 'another start' }, asked: (who, when) => `asked by ${who}, ${when}`, granted: who => `granted by ${who}; the person has yet to set a password`, notGranted: 'waits for the security administrator', expires: when => `until ${when}`, machine: 'the command line',
  grant: 'Grant', grantTitle: person => `Grant the account of ${person}`, grantText: 'Check name, unit and duty, and ask the person or the unit by another way.', withdraw: 'Withdraw', withdrawn: 'Withdrawn.',
  halfTitle: { first: 'First half of the code', second: 'Second half of the code' }, halfText: 'Shown this once. Tell the person face to face or by telephone; never the other administrator, nor together with the other half.', halfDone: 'I have noted it',
  acceptTitle: 'Set your password', acceptLead: 'For your first sign-in, or after the administrators gave you another start: set your own password with both halves of the code.', first: 'First half of the code', second: 'Second half of the code', halfHint: 'Such as 4F7K-2M9Q-X3TB-…, six groups of four, in capitals or not, with or without hyphens.', password: 'New password', passwordHint: 'At least 12 characters, better 15: several words or a sentence, with spaces if you like.', accept: 'Set the password', accepted: 'The password is set. Please sign in.', toSignIn: 'Sign in', missing: 'Please fill this in',
  link: 'Have an invitation code? Set your password here',
}

/** What administrators do with accounts, and what the invited person sees. */
export const accountWords: InBoth<Words> = { 'zh-CN': zh, en }
