import type { UnitKind } from '#rules/organisation/set-up-words.ts'
import type { InBoth } from './language.ts'

const zh = {
  menu: '批量设置', title: '用表格设置单位和人员',
  lead: '一人一行填好单位、区划、岗位和用户名，一次设置全县，或者市本级。系统管理员上传，安全管理员批准，两人各拿到每人邀请码的一半。有一处不对就一项也不登记。',
  template: '下载模板（XLSX）', choose: '选择表格', reading: '正在读取…', back: '返回账号',
  problems: (n: number) => `有${n}处问题，改好后重新选择文件：`, more: (n: number) => `还有${n}处，先改上面的。`,
  clean: '没有问题。核对下面的内容后提交。', nothing: '表格里的单位和人员平台上都有了，没有要办的。',
  counts: (units: number, made: number, changed: number, left: number) => `新单位${units}个 · 新人员${made}人 · 有变动${changed}人 · 不变${left}人`,
  ask: '提交，等另一人批准', asked: '已提交，等安全管理员批准。',
  what: { new: '新增', changed: '变动', left: '不变' }, row: '行', person: '人员', post: '单位和岗位', term: '任期', head: '负责人', newUnit: '新单位',
  from: (day: string) => `${day}起`, to: (day: string) => `至${day}`, stationed: '派驻监督', onlyFirst: (n: number) => `只列出前${n}人，`, all: '全部列出',
  waiting: '等待批准', waitingBy: (who: string, when: string, until: string) => `${who}提交于${when}，${until}前有效`,
  check: '请逐项核对单位、姓名和岗位；批准后单位、岗位和负责人当时生效，每人收到邀请。', overtaken: '提交以后情况有变化，不能照原样批准，请撤回后重新上传：',
  grant: '批准', withdraw: '撤回', withdrawn: '已撤回，什么都没有登记。', granted: (units: number, posts: number, changed: number) => `已办好：新单位${units}个，新人员${posts}人，变动${changed}人。`,
  last: (who: string, when: string, invited: number, open: number) => `上一次由${who}批准于${when}：邀请${invited}人，其中${open}人还没有设置密码。`,
  renew: '重发我这半段邀请码', renewTitle: '重发还没用过的半段邀请码？', renewText: '原来发的半段作废，另一位管理员的半段照旧有效。', takeBack: '收回没用过的', takeBackTitle: '收回这次批量设置里没人用过的', takeBackText: '还没设密码的人员，邀请码作废，任职和负责人一并结束；已经登录过的人不动，办好后列出来。单位保留。', takenBack: (n: number, left: string) => `已收回${n}人。${left === '' ? '' : `以下的人已经在用，没有动：${left}。`}`, reason: '理由（至少4个字）', tooShort: '请写清理由，至少4个字。',
  halves: { first: '邀请码前半段', second: '邀请码后半段' }, halvesText: (n: number) => `${n}人的半段邀请码，只显示这一次。请下载或打印，按单位当面交给本人；不要发给另一位管理员。`,
  download: '下载（CSV）', print: '打印', closeHalves: '已经保存', reallyClose: '关闭后看不到了，确定已经保存？', name: '姓名', username: '用户名', unit: '单位', half: '半段', where: '用两段邀请码在 /console/invitation 设置密码，30天内有效。',
  kinds: { village: '村（社区）', township: '乡镇（街道）', responsible: '责任部门', supervising: '监督部门', discipline: '纪委监委信访室', inspection: '检举控告室', leadership: '领导机关', custody: '身份保管', administration: '平台管理' } satisfies Record<UnitKind, string> as Record<UnitKind, string>,
}

type Words = typeof zh

const en: Words = {
  menu: 'Set-up from a file', title: 'Set up units and people from a file',
  lead: 'A person a row, with unit, place, duty and user name: the whole county at once, or the units of a city itself. The system administrator uploads, the security administrator grants, and each holds half of every code. One wrong cell, and nothing is entered.',
  template: 'Template (XLSX)', choose: 'Choose a file', reading: 'Reading …', back: 'Accounts',
  problems: n => `${n} ${n === 1 ? 'problem' : 'problems'}; please correct and choose the file again:`, more: n => `${n} more; correct these first.`,
  clean: 'Nothing is wrong. Compare what stands below, then ask.', nothing: 'The platform has all units and people of this file already: there is nothing to do.',
  counts: (units, made, changed, left) => `${units} new units · ${made} new people · ${changed} changed · ${left} as they are`,
  ask: 'Ask the other administrator', asked: 'Asked for; it waits for the security administrator.',
  what: { new: 'new', changed: 'changed', left: 'as it is' }, row: 'Row', person: 'Who', post: 'Unit and duty', term: 'Term', head: 'head', newUnit: 'new unit',
  from: day => `from ${day}`, to: day => `to ${day}`, stationed: 'Stationed at', onlyFirst: n => `The first ${n} are listed; `, all: 'list them all',
  waiting: 'Waits to be granted', waitingBy: (who, when, until) => `asked by ${who}, ${when}; until ${until}`,
  check: 'Compare units, names and duties one by one. Once granted, units, posts and heads count at once, and everybody is invited.', overtaken: 'Something has changed since, so it cannot be granted as it was. Please withdraw it and upload the file again:',
  grant: 'Grant', withdraw: 'Withdraw', withdrawn: 'Withdrawn; nothing was entered.', granted: (units, posts, changed) => `Done: ${units} new units, ${posts} new people, ${changed} changed.`,
  last: (who, when, invited, open) => `The last was granted by ${who}, ${when}: ${invited} invited, of whom ${open} have yet to set a password.`,
  renew: 'Tell my halves anew', renewTitle: 'Tell the unused halves anew?', renewText: 'The halves you told before open nothing any more; those of the other administrator stay as they are.', takeBack: 'Take back what nobody used', takeBackTitle: 'Take back what nobody used of this set-up', takeBackText: 'Codes of whoever set no password end, and with them the posts and headships. Whoever has signed in stays and is listed afterwards. Units stay.', takenBack: (n, left) => `${n} taken back. ${left === '' ? '' : `In use and left as they are: ${left}.`}`, reason: 'Reason (at least 4 characters)', tooShort: 'Please give a reason of at least 4 characters.',
  halves: { first: 'First halves of the codes', second: 'Second halves of the codes' }, halvesText: n => `Halves of ${n} codes, shown this once. Download or print them and hand them over unit by unit, face to face; never to the other administrator.`,
  download: 'Download (CSV)', print: 'Print', closeHalves: 'I have kept them', reallyClose: 'They cannot be shown again. Have you kept them?', name: 'Name', username: 'User name', unit: 'Unit', half: 'Half', where: 'Set a password with both halves at /console/invitation within 30 days.',
  kinds: { village: 'village', township: 'township', responsible: 'responsible department', supervising: 'supervising unit', discipline: 'discipline body', inspection: 'confidential reports', leadership: 'leadership', custody: 'custody of identities', administration: 'administration' },
}

/** The set-up of a county from a spreadsheet. */
export const setUpWords: InBoth<Words> = { 'zh-CN': zh, en }
