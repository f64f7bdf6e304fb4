import type { AccountNotice } from '#rules/policy/account-notices.ts'
import type { Device } from '#rules/policy/device-name.ts'
import type { InBoth } from './language.ts'

const zh = {
  title: '账号安全',
  lead: (username: string) => `用户名：${username}。密码、两步验证和登录记录都由您本人管理，管理员看不到您的密码。`,
  owed: { 'second-step-due': '登录还差一步。请用验证码或通行密钥完成第二步。', 'second-factor-due': '您的岗位登录时需要两步验证。请先在下面设置验证器或通行密钥，设好之前不能办理业务。', 'password-due': '密码已用满90天。请先更换密码，再办理业务。' },
  codesTitle: '两步验证',
  codesWhat: '登录时除了密码，再输入手机验证器里的6位数字。别人知道密码也进不来。',
  codesOff: '还没有设置。', codesOn: (left: number) => `已启用。恢复码还剩${left}个。`, needed: '您的岗位必须启用验证器或通行密钥。',
  setUp: '设置验证器', password: '现在的密码', next: '下一步',
  scan: '用手机上的验证器应用（如“腾讯身份验证器”、FreeOTP、Microsoft Authenticator）扫这个二维码：', byHand: '扫不了的，手工输入这个密钥：',
  recoveryTitle: '恢复码', recoveryWhat: '手机丢了，用它代替验证码登录，每个只能用一次。只显示这一次，请抄下或打印，收在安全的地方，不要和手机放在一起。',
  saved: '恢复码已经抄好', code: '验证器里的6位数字', confirm: '启用', codesDone: '两步验证已启用。',
  codesWrong: '数字不对。请等验证器换出新的一个再输入。',
  off: '停用验证器', offText: '换手机时先停用，再重新设置。停用后，没有通行密钥的，需要两步验证的岗位不能办理业务。', offDone: '验证器已停用。',
  renew: '换一批恢复码', renewed: '原来的恢复码已经作废。请收好新的。', print: '打印',
  passwordTitle: '密码', passwordSet: (when: string) => `上次设置：${when}`,
  passwordAdvice: '至少12个字符，建议15个以上：可以是几个词或一句话，可以有空格和汉字。不要求定期更换，怀疑泄露时再换。',
  passwordAdviceMlps: '本单位按等保要求：至少12个字符，大写字母、小写字母、数字、符号中至少三种，每90天更换，不能重复最近用过的5个。',
  newPassword: '新密码', change: '更换密码', changed: (ended: number) => (ended > 0 ? `密码已更换，另外${ended}处登录已退出。` : '密码已更换。'),
  sessionsTitle: '登录着的设备', sessionsLead: (idle: string, longest: number) => `${idle}不操作，或者登录满${longest}小时，会自动退出。不认识的，请让它退出并更换密码。`,
  idle: (minutes: number) => (minutes % 60 === 0 ? `${minutes / 60}小时` : `${minutes}分钟`),
  thisOne: '就是这一台', sameNetwork: '同一网络', otherNetwork: '别的网络', since: (when: string) => `登录于${when}`, seen: (when: string) => `最近使用${when}`,
  device: ({ browser, system }: Device) => `${browser === 'WeChat' ? '微信' : browser === 'other' ? '其他程序' : browser} · ${system === 'other' ? '其他系统' : system}`,
  end: '退出', endOthers: '退出其他所有设备', ended: '已退出。', endedOthers: (n: number) => `已退出${n}处。`,
  passkeysTitle: '通行密钥', passkeysWhat: '用这台设备的指纹、面容或锁屏密码登录，不用输密码和验证码，也不会被假网站骗走。', passkeysNeeded: '有了通行密钥，就不必再设验证器。',
  passkeysNone: '还没有通行密钥。', passkeyName: '名称', passkeyNameHint: '例如“办公室电脑”“值班手机”。公用的电脑请不要添加。', passkeyAdd: '在这台设备上添加', passkeyAdded: '通行密钥已添加，下次可以用它登录。',
  passkeyRename: '改名', passkeySave: '保存', passkeyRenamed: '名称已改。', passkeyRemove: '删除', passkeyRemoved: '通行密钥已删除，不能再用来登录。', passkeyWeak: '2048位RSA，强度不够，不能再用。请删除，用手机或安全密钥另加一把。', passkeyMade: (when: string) => `添加于${when}`, passkeyUsed: (when: string) => `最近使用${when}`, passkeyUnused: '还没用过',
  passkeyProve: '用通行密钥验证', secondStepTitle: '登录第二步', secondStepLost: '验证器和通行密钥都不在身边：有恢复码的，退出后用密码和恢复码登录；都没有的，请两位管理员为您重新办理账号。',
  noPasskey: { 'unable': '这个浏览器、这台设备（例如只会2048位RSA的旧电脑）或现在的网址不能用通行密钥。可以用手机或安全密钥，也可以用验证器。', 'not-done': '没有完成。设备没有验证到您本人，或者这里没有本平台的通行密钥。', 'there-already': '这台设备已经有本账号的通行密钥。' },
  providerTitle: '统一身份', providerWhat: '绑定后，可以从省里的统一身份平台登录到本账号。绑定只能由您本人登录后办理。', providerOff: '没有绑定。', providerOn: (when: string) => `绑定于${when}`, providerLink: '去统一身份平台绑定', providerOther: '换一个身份', providerRemove: '解除绑定', providerRemoved: '已解除绑定。', providerDone: '统一身份已绑定，下次可以用它登录。',
  noticesTitle: '登录和安全记录', noticesLead: '不是您本人操作的，请马上更换密码、退出其他设备，并告诉管理员。', noticesNone: '没有异常的尝试，也没有变动。',
  notice: {
    'wrong-tries': n => `这一天有${n}次输错密码或验证码`, 'new-browser': () => '在一个没用过的浏览器上登录', 'password-changed': () => '更换了密码', 'codes-on': () => '启用了验证器', 'codes-off': () => '停用了验证器', 'recovery-renewed': () => '更换了恢复码', 'recovery-used': () => '用恢复码登录',
    'passkey-added': () => '添加了通行密钥', 'passkey-removed': () => '删除了通行密钥', 'provider-linked': () => '绑定了统一身份', 'provider-unlinked': () => '解除了统一身份', 'started-anew': () => '凭邀请码重新设置了账号',
    'deputy-given': () => '为您指定了代理人（见“代理”）', 'deputy-made': () => '您被指定为代理人（见“代理”）', 'deputy-over': () => '一项代理提前结束了（见“代理”）',
  } satisfies Record<AccountNotice, (times: number) => string> as Record<AccountNotice, (times: number) => string>,
  stepTitle: '请再验证一次', stepText: '这一步比较重要。验证后接着办，填好的内容都在。', stepDo: '验证并继续',
}

type Words = typeof zh

const en: Words = {
  title: 'Account security',
  lead: username => `User name: ${username}. Password, second step and sign-ins are yours alone; no administrator sees your password.`,
  owed: { 'second-step-due': 'One step of the sign-in is left. Please take it with a code or a passkey.', 'second-factor-due': 'Signing in to your post takes a second step. Set up an authenticator or a passkey below first; until then nothing else opens.', 'password-due': 'Your password is 90 days old. Please change it before anything else.' },
  codesTitle: 'Second step at sign-in',
  codesWhat: 'Beside the password you enter the six digits that an app on your phone shows. Whoever knows the password alone stays outside.',
  codesOff: 'Not set up.', codesOn: left => `In use. ${left} recovery codes left.`, needed: 'Your duty demands an authenticator or a passkey.',
  setUp: 'Set up an authenticator', password: 'Present password', next: 'Next',
  scan: 'Scan this with an authenticator app on your phone (FreeOTP, Microsoft Authenticator and others):', byHand: 'Or type this key by hand:',
  recoveryTitle: 'Recovery codes', recoveryWhat: 'Without your phone, one of these signs you in instead, once each. They are shown this once: copy or print them and keep them safe, away from the phone.',
  saved: 'I have copied the recovery codes', code: 'Six digits of the authenticator', confirm: 'Switch on', codesDone: 'The second step is in use.',
  codesWrong: 'These digits are wrong. Wait for the next ones and enter those.',
  off: 'Switch the authenticator off', offText: 'For a new phone: switch off first, then set up again. While it is off and there is no passkey, duties that need a second step are closed.', offDone: 'The authenticator is off.',
  renew: 'New recovery codes', renewed: 'The old recovery codes open nothing more. Keep the new ones safe.', print: 'Print',
  passwordTitle: 'Password', passwordSet: when => `Last set: ${when}`,
  passwordAdvice: 'At least 12 characters, better 15: several words or a sentence, with spaces if you like. No regular change is asked; change it when you think somebody knows it.',
  passwordAdviceMlps: 'Here: at least 12 characters with three kinds of capital letters, small letters, digits and signs; another every 90 days, none of the last five.',
  newPassword: 'New password', change: 'Change the password', changed: ended => (ended > 0 ? `The password is changed; ${ended} other sign-ins have ended.` : 'The password is changed.'),
  sessionsTitle: 'Signed in on', sessionsLead: (idle, longest) => `A sign-in ends after ${idle} without use, or after ${longest} hours. End what you do not recognise, and change your password.`,
  idle: minutes => (minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`),
  thisOne: 'this device', sameNetwork: 'same network', otherNetwork: 'another network', since: when => `since ${when}`, seen: when => `last used ${when}`,
  device: ({ browser, system }) => `${browser === 'other' ? 'another program' : browser} · ${system === 'other' ? 'another system' : system}`,
  end: 'Sign out', endOthers: 'Sign out all others', ended: 'Signed out.', endedOthers: n => `${n} signed out.`,
  passkeysTitle: 'Passkeys', passkeysWhat: 'Sign in with the fingerprint, face or screen lock of this device, without password and code. A false page cannot take it from you.', passkeysNeeded: 'With a passkey you need no authenticator.',
  passkeysNone: 'No passkey yet.', passkeyName: 'Name', passkeyNameHint: 'Such as “office computer”. Please add none on a computer that others use too.', passkeyAdd: 'Add on this device', passkeyAdded: 'The passkey is added; next time it can sign you in.',
  passkeyRename: 'Rename', passkeySave: 'Save', passkeyRenamed: 'Renamed.', passkeyRemove: 'Remove', passkeyRemoved: 'The passkey is removed and opens nothing more.', passkeyWeak: 'RSA of 2048 bits: too weak, opens nothing any more. Remove it and add one on a phone or a security key.', passkeyMade: when => `added ${when}`, passkeyUsed: when => `last used ${when}`, passkeyUnused: 'not used yet',
  passkeyProve: 'Confirm by passkey', secondStepTitle: 'Second step', secondStepLost: 'Neither at hand? With a recovery code, sign out and enter by password and that code; without one, ask the two administrators to start your account anew.',
  noPasskey: { 'unable': 'This browser, device (an old computer that knows RSA of 2048 bits alone) or address makes no passkeys that are taken. Use a phone or a security key, or an authenticator.', 'not-done': 'Not done: the device could not see that it is you, or has no passkey of this platform.', 'there-already': 'This device has a passkey of this account already.' },
  providerTitle: 'Single sign-on', providerWhat: 'Once linked, the sign-in platform of the province opens this account. Only you, signed in, can link it.', providerOff: 'Not linked.', providerOn: when => `Linked ${when}`, providerLink: 'Link at the sign-in platform', providerOther: 'Link another identity', providerRemove: 'Unlink', providerRemoved: 'Unlinked.', providerDone: 'Linked; next time it can sign you in.',
  noticesTitle: 'Sign-ins and changes', noticesLead: 'If one of these was not you, change your password now, sign out the other devices, and tell your administrator.', noticesNone: 'No odd tries and no changes.',
  notice: {
    'wrong-tries': n => `${n} wrong passwords or codes on this day`, 'new-browser': () => 'Signed in with a browser not used before', 'password-changed': () => 'Password changed', 'codes-on': () => 'Authenticator switched on', 'codes-off': () => 'Authenticator switched off', 'recovery-renewed': () => 'Recovery codes renewed', 'recovery-used': () => 'Signed in by a recovery code',
    'passkey-added': () => 'Passkey added', 'passkey-removed': () => 'Passkey removed', 'provider-linked': () => 'Single sign-on linked', 'provider-unlinked': () => 'Single sign-on unlinked', 'started-anew': () => 'Account set up anew by invitation',
    'deputy-given': () => 'A deputy was named for you (see Deputies)', 'deputy-made': () => 'You were named as a deputy (see Deputies)', 'deputy-over': () => 'A deputyship was ended early (see Deputies)',
  },
  stepTitle: 'Please show that it is you', stepText: 'This is an important step. Afterwards it goes on, and nothing you wrote is lost.', stepDo: 'Confirm and go on',
}

/** One’s own account: second step, password, sessions; and the dialog before sensitive acts. */
export const securityWords: InBoth<Words> = { 'zh-CN': zh, en }
