import type { InBoth } from './language.ts'

/** One refusal for each code, so that each can be picked out by its own. */
export type Coded<Code extends string, More = unknown> = Code extends string ? { readonly code: Code } & More : never

/** Why a request was not even looked at, or not answered. */
export type RequestRefusal =
  | Coded<PlainRequestCode>
  | Coded<'slow-down' | 'sent-too-much', { readonly seconds: number }>

type PlainRequestCode =
  | 'sign-in' | 'wrong-credentials' | 'no-post' | 'foreign-origin' | 'no-such-route' | 'malformed-body' | 'bad-request' | 'key-missing' | 'wrong-media-type'
  | 'too-large' | 'broken-form' | 'file-missing' | 'fault' | 'unready' | 'code-wrong' | 'step-over' | 'second-step-due' | 'second-factor-due' | 'password-due' | 'step-up'

type Say = { readonly [Code in RequestRefusal['code']]: (refusal: Extract<RequestRefusal, { code: Code }>) => string }

/** The sentences for requests that never reached an action. */
export const requestSentences: InBoth<Say> = {
  'zh-CN': {
    'sign-in': () => '请先登录。',
    'wrong-credentials': () => '用户名或密码不对。',
    'code-wrong': () => '验证码不对，或者已经用过。请用验证器里新的一个。',
    'step-over': () => '这一步已经过期，请重新输入用户名和密码。',
    'second-step-due': () => '请先完成登录的第二步：验证码或通行密钥。',
    'second-factor-due': () => '您的岗位需要两步验证。请先在“账号安全”里设置好，再办理业务。',
    'password-due': () => '密码已用满90天，请先在“账号安全”里更换。',
    'step-up': () => '这一步比较重要，请再验证一次是您本人。',
    'no-post': () => '这个账号目前没有任职，不能使用。请联系管理员。',
    'foreign-origin': () => '这个请求不是从本网站的页面发出的，没有执行。',
    'no-such-route': () => '没有这个接口地址，请对照接口说明检查网址和方法。',
    'malformed-body': () => '请求的内容不是完整、正确的JSON。',
    'bad-request': () => '请求里有不对的地方，请按提示改正。',
    'key-missing': () => '请求头里需要幂等键（Idempotency-Key），16至200个字符。',
    'wrong-media-type': () => '请求内容的类型不对：接口接受JSON，上传文件用multipart/form-data。',
    'too-large': () => '内容太大，没有接收。',
    'broken-form': () => '上传没有完整到达，请再试一次。',
    'file-missing': () => '没有收到文件或必填的项目，请重新选择。',
    'fault': () => '系统出了差错，没有完成。请稍后再试。',
    'unready': () => '系统正在启动或维护，请稍后再试。',
    'slow-down': ({ seconds }) => `操作太密，请等${seconds}秒再试。`,
    'sent-too-much': ({ seconds }) => `一天内上传的文件太多，这一个没有收下。请约${Math.ceil(seconds / 60)}分钟后再传。`,
  },
  'en': {
    'sign-in': () => 'Please sign in.',
    'wrong-credentials': () => 'The user name or the password is wrong.',
    'code-wrong': () => 'The code is wrong or was used before. Please take a new one from your authenticator.',
    'step-over': () => 'This step has run out. Please enter user name and password again.',
    'second-step-due': () => 'Please take the second step of the sign-in first: code or passkey.',
    'second-factor-due': () => 'Your duty needs a second step at sign-in. Please set it up under “Account security” first.',
    'password-due': () => 'Your password is 90 days old. Please change it under “Account security” first.',
    'step-up': () => 'This is an important step: please show once more that it is you.',
    'no-post': () => 'This account holds no post at present. Please ask your administrator.',
    'foreign-origin': () => 'This request did not come from a page of this site, so it was not carried out.',
    'no-such-route': () => 'There is no such address or method; please check it against the API document.',
    'malformed-body': () => 'The body of the request is not complete and correct JSON.',
    'bad-request': () => 'Something in the request is not right; each mistake is named.',
    'key-missing': () => 'The request needs a header Idempotency-Key of 16 to 200 characters.',
    'wrong-media-type': () => 'The body has the wrong type: JSON is accepted, and multipart/form-data for files.',
    'too-large': () => 'This is too large and was not accepted.',
    'broken-form': () => 'The upload did not arrive whole. Please try again.',
    'file-missing': () => 'The file or a required part is missing. Please choose again.',
    'fault': () => 'Something went wrong on our side and this was not done. Please try again later.',
    'unready': () => 'The system is starting or being maintained. Please try again in a moment.',
    'slow-down': ({ seconds }) => `Too many requests; please wait ${seconds} seconds.`,
    'sent-too-much': ({ seconds }) => `Too much was sent in within a day, and this file was not taken. Please send it again in about ${Math.ceil(seconds / 60)} min.`,
  },
}
