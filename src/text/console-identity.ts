import type { RequestState } from '#rules/identity/request.ts'
import type { InBoth } from './language.ts'

export const requestStateTexts: InBoth<Record<RequestState, string>> = {
  'zh-CN': { asked: '等B组去掉外层', passed: '等A组打开里层', opened: '已打开，等申请人查看', viewing: '可以查看', over: '已看过，时间已到', refused: '不同意', lapsed: '过期', ended: '已终止：姓名已删除或已随件移送' },
  'en': { asked: 'waits for group B', passed: 'waits for group A', opened: 'opened, not looked at yet', viewing: 'can be seen now', over: 'seen; the time is over', refused: 'refused', lapsed: 'lapsed', ended: 'ended: the name was deleted, or went on with the report' },
}

const zh = {
  // the desk of a custodian
  title: '身份保管', lead: '身份信息封了两层。先由B组去掉外层，再由A组打开里层，交给申请人看15分钟。三个人必须是不同的人；打开只在您的浏览器里进行，服务器看不到内容。',
  group: (group: string) => `您在${group}组`, none: '没有人申请查看身份。', waiting: (count: number) => `有${count}件申请等您决定。三天内没有决定的自动作废。`, asked: '申请', by: '申请人', reason: '理由', state: '到哪一步', until: (at: string) => `${at}前有效`,
  pass: '同意，去掉外层', open: '同意，打开里层交给申请人', refuse: '不同意', refuseTitle: '不同意查看', refuseWhy: '为什么不同意（投诉人和申请人都会看到）', tooShort: '请至少写4个字。', needKey: '先在上面选择您这一组的钥匙文件。',
  failed: '打不开：钥匙不对，或内容被改动过。', exchanged: '注意：这份密文不属于这一件，可能被人调换。没有交出去，请立即报告。', done: '已办理。',
  keys: '现在使用的钥匙', fingerprint: '指纹', older: (older: number, total: number) => `共封存${total}份身份信息，其中${older}份还封在以前的钥匙上。`, allCurrent: (total: number) => `共封存${total}份身份信息，都封在现在的钥匙上。`,
  resealTitle: '重新密封', resealLead: '换了钥匙以后，要由一组提出、另一组同意，再由两组人离线依次打开并封到新钥匙上（见运行手册“钥匙”）。', propose: '提出重新密封', why: '为什么', approve: '同意重新密封', proposedBy: (name: string, reason: string) => `${name === '' ? '别处的保管人' : name}提出：${reason}`, approved: '两组都同意了，可以离线办理。', waitsOther: '等提出一方本地的另一组保管人同意。',
  // on the page of a case
  sheet: '投诉人身份', anonymous: '匿名投诉，没有留下姓名和电话。', sheetLead: '姓名和电话是密封的，谁也不能单独打开。确有需要时写明理由申请；投诉人会看到您为什么要看，以及谁同意、什么时候看过。',
  ask: '申请查看', kind: '需要的原因', note: '具体理由（投诉人会看到）', noteShort: '请写清楚，至少10个字。', send: '提交申请，并保存查看钥匙', saveKey: '提交时会为这次申请做一把“查看钥匙”，存到下载文件夹。关掉这个页面后再看，要用这个文件；它只对这一次申请有用。',
  view: '现在查看（15分钟）', viewLead: '第一次点开后开始计时，15分钟后就不能再看。每次查看都会记录，投诉人也看得到。', chooseKey: '选择这次申请的查看钥匙', wrongKey: '不是这次申请的查看钥匙。',
  name: '姓名', phone: '电话', helper: '代办人', forWhom: '替谁填的', seenUntil: (at: string) => `到${at}为止`, gone: '时间到了，内容已收起。', hide: '收起', refusedWhy: (words: string) => `不同意的理由：${words}`,
}
const en: typeof zh = {
  title: 'Identities', lead: 'An identity is sealed twice. Group B takes off the outer layer, then group A opens the inner one for the person who asked, who may look for 15 minutes. Three different people; opening happens in your browser alone, the server never reads it.',
  group: group => `You are in group ${group}`, none: 'Nobody asked to see an identity.', waiting: count => `${count === 1 ? 'One request waits' : `${count} requests wait`} for your decision. A request lapses after three days.`, asked: 'Asked', by: 'By', reason: 'Reason', state: 'Where it stands', until: at => `valid until ${at}`,
  pass: 'Agree: take off the outer layer', open: 'Agree: open it for the person who asked', refuse: 'Refuse', refuseTitle: 'Refuse to show', refuseWhy: 'Why not (the complainant and the person who asked will read it)', tooShort: 'Please write at least 4 characters.', needKey: 'First choose the key file of your group above.',
  failed: 'It does not open: the key is another, or the content was changed.', exchanged: 'Attention: this ciphertext belongs to another complaint and may have been exchanged. Nothing was handed on. Report it at once.', done: 'Done.',
  keys: 'Keys in use', fingerprint: 'Fingerprint', older: (older, total) => `Sealed in all: ${total}; ${older} of them still to earlier keys.`, allCurrent: total => `Sealed in all: ${total}, every one to the keys in use.`,
  resealTitle: 'Seal anew', resealLead: 'After a change of keys one group proposes and the other agrees; then people of both groups open and seal off line, one after the other (runbook, “Keys”).', propose: 'Propose to seal anew', why: 'Why', approve: 'Agree to it', proposedBy: (name, reason) => `${name === '' ? 'A custodian of another place' : name} proposes: ${reason}`, approved: 'Both groups agreed; it can be done off line.', waitsOther: 'Waits for the other group of the place that proposed it.',
  sheet: 'Who complained', anonymous: 'Sent without a name or phone number.', sheetLead: 'Name and phone number are sealed; nobody opens them alone. If there is need, ask and say why. The complainant reads your reason, and who agreed and when it was looked at.',
  ask: 'Ask to see', kind: 'What it is needed for', note: 'The reason in words (the complainant will read it)', noteShort: 'Please say it clearly, in at least 10 characters.', send: 'Ask, and save the viewing key', saveKey: 'With it a “viewing key” is made for this request and saved among your downloads. Once this page is closed you need that file to look; it is of use for this request only.',
  view: 'Look now (15 minutes)', viewLead: 'The time begins with the first look and ends after 15 minutes. Each look is written down, and the complainant sees it.', chooseKey: 'Choose the viewing key of this request', wrongKey: 'This is not the viewing key of this request.',
  name: 'Name', phone: 'Phone', helper: 'Helper', forWhom: 'Written for', seenUntil: at => `until ${at}`, gone: 'The time is over; it is put away.', hide: 'Put away', refusedWhy: words => `Refused because: ${words}`,
}
export const custodyWords: InBoth<typeof zh> = { 'zh-CN': zh, en }
