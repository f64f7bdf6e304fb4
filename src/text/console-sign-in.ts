import type { InBoth } from './language.ts'

const zh = {
  title: '工作人员登录',
  lead: '填报、审核、办理、监督，都在这里。群众查看公开内容和投诉不需要登录。',
  username: '用户名',
  password: '密码',
  submit: '登录',
  submitting: '正在登录…',
  wrong: '用户名或密码不对。请核对大小写后重试。',
  tooMany: '尝试次数太多，请等几分钟再试。',
  unusable: '这个账号没有可用的岗位，请联系管理员。',
  codeTitle: '第二步：验证码', codeLead: '打开手机上的验证器，输入“监督一点通”现在显示的6位数字。', code: '6位数字', recovery: '恢复码',
  useRecovery: '手机不在身边？用恢复码', useCode: '用验证码', back: '返回重新登录', wrongCode: '验证码不对，或者已经用过。请等验证器换出新的一个再输入。', over: '这一步已经过期，请重新输入用户名和密码。',
  byProvider: '用省统一身份登录', byPasskey: '用通行密钥登录', wrongPasskey: '没有用通行密钥登录成功。可以再试一次，或者用密码登录。', weakPasskey: '这把通行密钥用的是2048位RSA密钥，强度不够，不能再用来登录。请用密码和验证码登录，再用手机或安全密钥添加一把；没有验证码的，请找两名管理员重新开通。',
  missingCode: '请填写验证码',
  missingUsername: '请填写用户名',
  missingPassword: '请填写密码',
  signedOut: '登录已过期，请重新登录。刚才的页面会接着打开。',
  demonstrationTitle: '演示账号',
  demonstrationText: '点一个岗位即可登录体验。人物、企业、金额均为虚构。',
  enterAs: (name: string, role: string) => `以${name}（${role}）登录`,
  publicSite: '打开群众端首页',
}

type Words = typeof zh

const en: Words = {
  title: 'Staff sign-in',
  lead: 'Enter, review, handle and supervise here. Residents read and complain without signing in.',
  username: 'User name',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in…',
  wrong: 'The user name or the password is wrong. Check upper and lower case and try again.',
  tooMany: 'Too many attempts; please wait a few minutes.',
  unusable: 'This account holds no post; please ask the administrator.',
  codeTitle: 'Second step: the code', codeLead: 'Open the authenticator on your phone and enter the six digits it shows for 监督一点通.', code: 'Six digits', recovery: 'Recovery code',
  useRecovery: 'Phone not at hand? Use a recovery code', useCode: 'Use the authenticator', back: 'Start again', wrongCode: 'The code is wrong or was used before. Wait for the next one and enter that.', over: 'This step has run out; enter user name and password again.',
  byProvider: 'Sign in by single sign-on', byPasskey: 'Sign in with a passkey', wrongPasskey: 'The passkey did not sign you in. Try again, or use your password.', weakPasskey: 'This passkey signs by an RSA key of 2048 bits, which is too weak to open an account. Sign in with your password and a code, and add one on a phone or a security key; without a code, ask two administrators for another start.',
  missingCode: 'Enter the code',
  missingUsername: 'Enter your user name',
  missingPassword: 'Enter your password',
  signedOut: 'Your session has ended. Sign in again; the page you were on opens afterwards.',
  demonstrationTitle: 'Demonstration accounts',
  demonstrationText: 'Pick a post to look around. People, companies and amounts are invented.',
  enterAs: (name, role) => `Sign in as ${name} (${role})`,
  publicSite: 'Open the public site',
}

/** The sign-in page. */
export const signInWords: InBoth<Words> = { 'zh-CN': zh, en }

const providerZh = {
  'refused': '统一身份登录没有成功：超过了时间、已经用过，或者不是从这个浏览器开始的。请再试一次。',
  'unreachable': '统一身份平台没有回应。请过几分钟再试，或者用密码登录。',
  'weak-key': '统一身份平台用的签名密钥强度不够（RSA不足3072位），这里不接受。请用密码登录，并告诉系统管理员。',
  'not-linked': '这个身份还没有绑定账号。请先用密码登录，在“账号安全”里绑定。',
  'taken': '这个身份已经绑定了另一个账号，没有改动。',
  'slow-down': '尝试次数太多，请等几分钟再试。',
}

/** What came of the way to the sign-in platform, as its address says. */
export const providerWords: InBoth<typeof providerZh> = {
  'zh-CN': providerZh,
  'en': {
    'refused': 'Single sign-on did not work: it took too long, was used before, or began in another browser. Please try again.',
    'unreachable': 'The sign-in platform does not answer. Try again in a few minutes, or use your password.',
    'weak-key': 'The sign-in platform signs by keys that are too weak (RSA below 3072 bits) and are not taken here. Use your password, and tell your system administrator.',
    'not-linked': 'This identity is linked to no account yet. Sign in with your password and link it under “Account security”.',
    'taken': 'This identity is linked to another account; nothing was changed.',
    'slow-down': 'Too many attempts; please wait a few minutes.',
  },
}

export function isProviderWord(word: string): word is keyof typeof providerZh {
  return Object.hasOwn(providerZh, word)
}
