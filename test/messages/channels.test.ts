import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { Refused } from '#channels/channel.ts'
import { mailBy } from '#channels/email/send.ts'
import { smsBy } from '#channels/sms/send.ts'
import { wechatBy } from '#channels/wechat/send.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const close of closing.splice(0)) await close() })

type Asked = { readonly path: string; readonly headers: Record<string, unknown>; readonly body: Record<string, unknown> }

/** A gateway on loopback that answers as told and remembers what it was asked. */
async function gateway(answer: (asked: Asked) => { status?: number; body?: object }): Promise<{ origin: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server: Server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const one = { path: request.url!, headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as Asked['body'] }
      asked.push(one)
      const { status = 200, body = {} } = answer(one)
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  closing.push(() => new Promise(done => server.close(done)))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

describe('short messages', () => {
  test('go to the gateway with its key, number and text apart', async () => {
    const { origin, asked } = await gateway(() => ({}))
    await smsBy({ url: `${origin}/send`, key: 'test-key' })('00000000000', '测试')
    expect(asked).toMatchObject([{ path: '/send', headers: { authorization: 'Bearer test-key' }, body: { phone: '00000000000', text: '测试' } }])
  })
  test.each([[400, true], [404, true], [429, false], [500, false], [503, false]])('answered %d are given up: %s', async (status, isForGood) => {
    const { origin } = await gateway(() => ({ status }))
    const failure = await smsBy({ url: origin, key: 'k' })('00000000000', 'x').catch((cause: unknown) => cause)
    expect(failure).toBeInstanceOf(isForGood ? Refused : Error)
    expect(failure instanceof Refused).toBe(isForGood)
    expect(String(failure)).not.toContain('00000000000')
  })
})

describe('template messages of WeChat', () => {
  const account = (host: string) => ({ host, appId: 'app', secret: 'secret', templateId: 'template' })
  const token = { access_token: 'token-1', expires_in: 7200 }
  test('ask for a token once and use it until it ends', async () => {
    let now = 0
    const { origin, asked } = await gateway(({ path }) => ({ body: path.startsWith('/cgi-bin/stable_token') ? token : { errcode: 0 } }))
    const send = wechatBy(account(origin), () => now)
    await send('openid-of-nobody-000000', '测试')
    await send('openid-of-nobody-000000', '测试')
    expect(asked.map(({ path }) => path.split('?')[0])).toEqual(['/cgi-bin/stable_token', '/cgi-bin/message/template/send', '/cgi-bin/message/template/send'])
    expect(asked[1]!.body).toEqual({ touser: 'openid-of-nobody-000000', template_id: 'template', data: { content: { value: '测试' } } })
    now = 7_000_000
    await send('openid-of-nobody-000000', '测试')
    expect(asked).toHaveLength(5)
  })
  test('ask for another token when theirs was replaced, and send again', async () => {
    let tokens = 0
    const { origin } = await gateway(({ path }) => ({ body: path.startsWith('/cgi-bin/stable_token') ? { access_token: `token-${++tokens}`, expires_in: 7200 } : { errcode: path.includes('token-1') ? 40001 : 0 } }))
    await wechatBy(account(origin))('openid-of-nobody-000000', '测试')
    expect(tokens).toBe(2)
  })
  test.each([[43004, true], [45009, false]])('that answer %d are given up: %s', async (errcode, isForGood) => {
    const { origin } = await gateway(({ path }) => ({ body: path.startsWith('/cgi-bin/stable_token') ? token : { errcode } }))
    const failure = await wechatBy(account(origin))('openid-of-nobody-000000', 'x').catch((cause: unknown) => cause)
    expect(failure instanceof Refused).toBe(isForGood)
  })
})

describe('e-mail', () => {
  async function server(refuse?: number): Promise<{ url: string; received: string[] }> {
    const received: string[] = []
    const smtp = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, answer) => { answer(refuse ? Object.assign(new Error('no'), { responseCode: refuse }) : null) },
      onData: (stream, _session, done) => {
        let text = ''
        stream.on('data', (chunk: Buffer) => { text += chunk.toString() }).on('end', () => { received.push(text); done() })
      },
    })
    await new Promise<void>(ready => { smtp.listen(0, '127.0.0.1', ready) })
    closing.push(() => new Promise(done => { smtp.close(() => { done(undefined) }) }))
    return { url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, received }
  }
  test('arrives, and its subject says no more than the name of the platform', async () => {
    const { url, received } = await server()
    await mailBy({ url, from: 'platform@example.test' })('nobody@example.test', 'a text')
    expect(received[0]).toContain('a text')
    expect(received[0]).toMatch(/^Subject: =\?UTF-8\?/m)
  })
  test.each([[550, true], [451, false]])('answered %d is given up: %s', async (code, isForGood) => {
    const { url } = await server(code)
    const failure = await mailBy({ url, from: 'platform@example.test' })('nobody@example.test', 'x').catch((cause: unknown) => cause)
    expect(failure instanceof Refused).toBe(isForGood)
    expect(String(failure)).not.toContain('nobody')
  })
  test('that finds no server is tried again later', async () => {
    const failure = await mailBy({ url: 'smtp://127.0.0.1:1', from: 'platform@example.test' })('nobody@example.test', 'x').catch((cause: unknown) => cause)
    expect(failure).not.toBeInstanceOf(Refused)
  })
})
