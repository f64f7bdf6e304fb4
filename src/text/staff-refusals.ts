import { longestDeputyship } from '#rules/policy/deputies.ts'
import type { KnownPerson } from '#rules/organisation/persons.ts'
import { passwordLengths, type PasswordProblem } from '#rules/policy/password.ts'
import type { InBoth } from './language.ts'
import type { Coded } from './request-refusals.ts'
import { oneByOneSentences, type OneByOneRefusal } from './unit-refusals.ts'

/** Why an account of staff was not made or changed. */
export type StaffRefusal =
  | Coded<'proof-wrong' | 'passkey-wrong' | 'passkey-weak' | 'passkey-unnamed' | 'too-many-passkeys' | 'password-wrong' | 'codes-set-up' | 'username-wrong' | 'username-used' | 'reach-wrong' | 'both-groups' | 'powers-apart' | 'person-unknown' | 'person-reason' | 'invitation-wrong' | 'invitation-ended' | 'post-over' | 'no-successor' | 'successor-wrong' | SetUpCode | DeputyCode>
  | { readonly code: 'password-weak'; readonly problem: PasswordProblem }
  | { readonly code: 'namesakes'; readonly namesakes: readonly KnownPerson[] }
  | OneByOneRefusal

type SetUpCode = 'set-up-waiting' | 'set-up-nothing' | 'set-up-problems' | 'set-up-overtaken' | 'set-up-ended'
type DeputyCode = 'not-your-deputy' | 'deputy-self' | 'post-not-lent' | 'deputy-wrong' | 'deputy-past' | 'deputy-days' | 'deputy-too-long' | 'deputy-post-ends' | 'deputy-taken' | 'deputyship-over' | 'not-lent'
type Say = { readonly [Code in StaffRefusal['code']]: (refusal: Extract<StaffRefusal, { code: Code }>) => string }

/** What is wrong with a new password. */
export const passwordProblems: InBoth<Record<PasswordProblem, string>> = {
  'zh-CN': {
    'too-short': `密码至少${passwordLengths.least}个字符，建议${passwordLengths.advised}个以上：可以是几个词或一句话，可以有空格和汉字。`,
    'too-long': `密码最多${passwordLengths.most}个字符。`,
    'common': '这个密码太常见，在泄露的密码里能找到。请换一个别人想不到的。',
    'breached': '这个密码在别处泄露过，会被人拿来试。请换一个；别的地方也用它的，一并换掉。',
    'own-name': '密码里不要有用户名或姓名。',
    'platform-word': '密码里不要有平台的名称。',
    'office-word': '密码里不要有本单位、本地或者岗位的名称，拼音也不行。',
    'too-few-kinds': '本单位按等保要求，密码须包含大写字母、小写字母、数字、符号中的至少三种。',
    'used-before': '不能和以前用过的密码相同。',
  },
  'en': {
    'too-short': `A password has at least ${passwordLengths.least} characters, better ${passwordLengths.advised}: several words or a sentence, with spaces if you like.`,
    'too-long': `A password has at most ${passwordLengths.most} characters.`,
    'common': 'This password is too common: it is found among leaked ones. Please think of another.',
    'breached': 'This password has leaked somewhere, so others will try it. Please choose another, and change it wherever else you use it.',
    'own-name': 'Please leave your name and user name out of the password.',
    'platform-word': 'Please leave the name of the platform out of the password.',
    'office-word': 'Please leave the names of your office, your place and your duty out of the password, in pinyin too.',
    'too-few-kinds': 'Here a password needs at least three kinds of: capital letters, small letters, digits, signs.',
    'used-before': 'This password was used before; please choose another.',
  },
}

/** The sentences for accounts of staff. */
export const staffSentences: InBoth<Say> = {
  'zh-CN': {
    ...oneByOneSentences['zh-CN'],
    'proof-wrong': () => '密码或验证码不对，请再试一次。',
    'passkey-wrong': () => '没有用通行密钥验证成功，请再试一次。',
    'passkey-weak': () => '这把通行密钥用的是2048位RSA密钥，强度不够，不能使用。请用密码和验证码登录，或者用手机、安全密钥上的通行密钥；都没有的，请找两名管理员重新开通。',
    'passkey-unnamed': () => '请给这把通行密钥起个名字，例如“办公室电脑”。',
    'too-many-passkeys': () => '最多10把通行密钥。请先删掉不用的。',
    'password-wrong': () => '现在的密码不对。',
    'password-weak': ({ problem }) => passwordProblems['zh-CN'][problem],
    'codes-set-up': () => '已经设置过验证器。要换一个，请先停用原来的。',
    'username-wrong': () => '用户名用2至40个小写字母、数字、点、横线，例如 wang.fang。',
    'username-used': () => '这个用户名已经有人用，请换一个。',
    'reach-wrong': () => '这个岗位不能设在这个单位。请核对单位和岗位。',
    'powers-apart': () => '系统、安全、审计三员互不兼任，也不兼办业务，任期不能重叠。这里已有同名的管理员在任，或者这个人另有在任的岗位。请换人，或先结束那个岗位。',
    'namesakes': () => '这里已有同名的人。请说明新岗位是其中哪个人的；确是另一个人的，请写明理由。',
    'person-unknown': () => '找不到所选的岗位。请重新选择是哪个人。',
    'person-reason': () => '请写明为什么是同名的另一个人，至少四个字。',
    'both-groups': () => '身份保管人的另一组有同名的人，同一人不能两组都当。请换人；只是重名的，请在姓名后加字区分。',
    'invitation-wrong': () => '用户名或邀请码不对，或者邀请码已经用过、过期。请核对两段邀请码，或联系管理员重新办理。',
    'invitation-ended': () => '这份申请已经办结，请刷新查看。',
    'post-over': () => '这个岗位的任期已经结束。',
    'no-successor': () => '本单位没有同岗位、能登录的人接手。请先为接任者开通账号，再办理移交。',
    'successor-wrong': () => '接任者须是同一单位、同一岗位、现在任职并能登录的人。请另选。',
    'set-up-waiting': () => '已有一份批量设置等待批准，请先批准或撤回。',
    'set-up-nothing': () => '表格里的单位和人员平台上都有了，没有要办的。',
    'set-up-problems': () => '表格还有问题，什么都没有登记。请重新查看、改正后再提交。',
    'set-up-overtaken': () => '提交以后平台上的单位或账号有变化，不能照原样批准。请撤回，重新上传。',
    'set-up-ended': () => '这份批量设置已经办结，请刷新查看。',
    'not-your-deputy': () => '代理人由本人指定；本人不便的，由单位负责人或安全管理员指定。',
    'deputy-self': () => '不能指定自己当代理人，请由本人、单位负责人或安全管理员指定。',
    'post-not-lent': () => '这个岗位不能代理：检举控告、身份保管和三员管理要两三个人互相制约，一个人代了就没有制约了。请由同岗位的同事办理，或者移交岗位。',
    'deputy-wrong': () => '代理人须是同一单位、岗位相合、现在任职并能登录的人。请另选。',
    'deputy-past': () => '开始日期不能早于今天。',
    'deputy-days': () => '结束日期不能早于开始日期。',
    'deputy-too-long': () => `一次最多代理${longestDeputyship}天。离开更久的，请办理移交。`,
    'deputy-post-ends': () => '两人中有一人的任期没有覆盖这段日子，请改日期或另选。',
    'deputy-taken': () => '这段日子两人中有一人已经有代理安排：一个人同时只有一名代理人，代理人不能再由别人代理。请先结束原来的，或改日期。',
    'deputyship-over': () => '代理已经结束，您已回到自己的岗位。请刷新页面。',
    'not-lent': () => '这件事不随岗位代理。请切回自己的岗位办理，或等本人回来办。',
  },
  'en': {
    ...oneByOneSentences.en,
    'proof-wrong': () => 'The password or the code is wrong; please try again.',
    'passkey-wrong': () => 'The passkey did not show that it is you; please try again.',
    'passkey-weak': () => 'This passkey signs by an RSA key of 2048 bits, which is too weak and is not taken. Use your password and a code, or a passkey on a phone or a security key; with neither, ask two administrators for another start.',
    'passkey-unnamed': () => 'Please give the passkey a name, such as “office computer”.',
    'too-many-passkeys': () => 'There are ten passkeys at most. Please remove one that is not used.',
    'password-wrong': () => 'The present password is wrong.',
    'password-weak': ({ problem }) => passwordProblems.en[problem],
    'codes-set-up': () => 'An authenticator is set up already. To change it, switch the old one off first.',
    'username-wrong': () => 'A user name has 2 to 40 small letters, digits, dots or hyphens, such as wang.fang.',
    'username-used': () => 'Somebody has this user name already; please choose another.',
    'reach-wrong': () => 'This duty does not belong to this unit. Please check both.',
    'powers-apart': () => 'Nobody holds two of the three powers, nor one of them beside other work, on one day. An administrator of this name is in office here, or this person holds another post. Choose somebody else, or end that post first.',
    'namesakes': () => 'There is somebody of this name here. Please say whose the new post is; if it is another person’s, say why.',
    'person-unknown': () => 'The post that was chosen is not found. Please choose again who it is.',
    'person-reason': () => 'Please say why this is another person of the same name, in four characters at least.',
    'both-groups': () => 'Somebody of this name is or was a custodian of the other group, and nobody holds both. Choose somebody else; for a namesake, add something to the name.',
    'invitation-wrong': () => 'The user name or the code is wrong, or the code was used or has run out. Check both halves, or ask the administrators for another.',
    'invitation-ended': () => 'This request is settled already; please load the page again.',
    'post-over': () => 'The term of this post has ended.',
    'no-successor': () => 'Nobody of this unit with the same duty can sign in and take the work. Make an account for the successor first, then hand over.',
    'successor-wrong': () => 'The successor must hold the same duty in the same unit today and be able to sign in. Please choose another.',
    'set-up-waiting': () => 'Another set-up waits to be granted. Please grant or withdraw it first.',
    'set-up-nothing': () => 'The platform has all units and people of this file already: there is nothing to do.',
    'set-up-problems': () => 'Something in the file is still wrong, and nothing was entered. Please look at it again and correct it.',
    'set-up-overtaken': () => 'Units or accounts have changed since it was asked for, so it cannot be granted as it was. Please withdraw it and upload the file again.',
    'set-up-ended': () => 'This set-up is settled already; please load the page again.',
    'not-your-deputy': () => 'A deputy is named by whoever will be away; where that cannot be, by the head of the unit or the security administrator.',
    'deputy-self': () => 'Nobody names himself as a deputy. Whoever will be away does it, the head of the unit, or the security administrator.',
    'post-not-lent': () => 'This post is not lent: confidential reports, sealed names and the three administrators rest on people who watch each other, and one person for two would end that. A colleague of the same duty does the work, or the post is handed over.',
    'deputy-wrong': () => 'A deputy is somebody of the same unit with a duty that fits, in post today and able to sign in. Please choose another.',
    'deputy-past': () => 'The first day cannot lie before today.',
    'deputy-days': () => 'The last day cannot lie before the first.',
    'deputy-too-long': () => `A post is lent for ${longestDeputyship} days at most. Whoever is away longer hands it over.`,
    'deputy-post-ends': () => 'One of the two does not hold the post on all of these days. Please choose other days or another person.',
    'deputy-taken': () => 'On these days one of the two is away or stands in already: there is one deputy at a time, and nobody stands in through another. End the other deputyship first, or choose other days.',
    'deputyship-over': () => 'The deputyship has ended and you are back in your own post. Please load the page again.',
    'not-lent': () => 'This is not lent with the post. Go back to your own post for it, or leave it until the holder is back.',
  },
}
