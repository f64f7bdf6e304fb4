import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const start = (env: Record<string, string>) => () => readConfig({ DEMO: '0', ...env }, [])

test('with real books nothing leaves the machine in clear: not to the database, not to a gateway', () => {
  for (const [variable, value] of [
    ['PUBLIC_URL', 'http://village.example'], ['DATABASE_URL', 'postgres://u@db.example/y'], ['DATABASE_URL', 'postgres://u@10.0.0.5/y?sslmode=disable'], ['DATABASE_URL', 'postgresql://u@db.example/y?sslmode=require'], ['DATABASE_URL', 'postgres://u@/y?host=db.example'],
    ['SMS_GATEWAY', 'http://sms.example/send key'], ['MAIL_SERVER', 'smtp://u@mail.example from@mail.example'],
    ['WECHAT_ACCOUNT', 'http://api.example app secret template'], ['WECHAT_SIGN_IN', 'https://open.example http://api.example app secret'], ['WECHAT_SIGN_IN', 'http://open.example https://api.example app secret'],
  ] as const) {
    expect(start({ [variable]: value }), value).toThrow(new RegExp(`^${variable} leads out of this machine unencrypted`))
    expect(start({ [variable]: value, UNENCRYPTED_WAYS: 'allowed' }), value).not.toThrow()
    expect(start({ [variable]: value, DEMO: '1' }), value).not.toThrow()
  }
})

test('what is encrypted, and what stays on the machine, starts', () => {
  expect(start({ DATABASE_URL: 'postgres://u@db.example/y?sslmode=verify-full', PUBLIC_URL: 'https://village.example', SMS_GATEWAY: 'https://sms.example/send key', MAIL_SERVER: 'smtps://u@mail.example from@mail.example', WECHAT_ACCOUNT: 'https://api.example app secret template', WECHAT_SIGN_IN: 'https://open.example https://api.example app secret' })).not.toThrow()
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'u@/y?host=%2Fvar%2Frun%2Fpostgresql&port=5432']) expect(start({ DATABASE_URL: `postgres://${host.includes('@') ? host : `u@${host}/y`}`, SMS_GATEWAY: 'http://127.0.0.1:9000/relay key' }), host).not.toThrow()
})
