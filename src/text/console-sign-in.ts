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
