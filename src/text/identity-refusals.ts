import type { InBoth } from './language.ts'

/** Why an identity is not shown, or not sealed anew. */
export type IdentityRefusalCode = 'names-not-taken' | 'identity-none' | 'identity-asked-already' | 'identity-sealed-before' | 'identity-not-now' | 'resealing-open' | 'resealing-same-group'

export const identityRefusals: InBoth<Readonly<Record<IdentityRefusalCode, () => string>>> = {
  'zh-CN': {
    'names-not-taken': () => '这里还没有设立身份保管人，暂时不能接收姓名和电话。请去掉姓名和电话后再提交，或到县里当面反映。',
    'identity-none': () => '这件投诉没有留下姓名和电话。',
    'identity-asked-already': () => '这件投诉已经有一份申请在办，请等它有了结果再申请。',
    'identity-sealed-before': () => '这件投诉的身份是用以前的单层钥匙封的，要先由两组保管人重新密封，才能申请查看。',
    'identity-not-now': () => '现在不是这一步：可能已被别人办理、已不同意、已过期，或者还没轮到您这一组。',
    'resealing-open': () => '已经有一次重新密封在办。',
    'resealing-same-group': () => '重新密封由一组提出、另一组同意，不能由同一组的人同意。',
  },
  'en': {
    'names-not-taken': () => 'There are no identity custodians here yet, so names and phone numbers cannot be taken. Please send it without them, or come to the county office.',
    'identity-none': () => 'This complaint was sent without a name or phone number.',
    'identity-asked-already': () => 'A request about this complaint is already under way; please wait for its outcome.',
    'identity-sealed-before': () => 'This identity is sealed with the single key of earlier years. Both groups of custodians must seal it anew before it can be asked for.',
    'identity-not-now': () => 'This is not the next step now: somebody else took it, it was refused, its time is over, or it is the other group’s turn.',
    'resealing-open': () => 'A re-sealing is already under way.',
    'resealing-same-group': () => 'A re-sealing is proposed by one group and agreed to by the other.',
  },
}
