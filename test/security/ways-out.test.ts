import { readdirSync, readFileSync } from 'node:fs'
import { createServer as createWeb } from 'node:http'
import { createServer as createSocket, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageSubject } from '#text/messages.ts'
import { exchangeCode } from '#platform/wechat-sign-in.ts'
import { isAddress } from '#rules/messages/addresses.ts'
import { mailBy } from '#channels/email/send.ts'
import { smsBy } from '#channels/sms/send.ts'
import { wechatBy } from '#channels/wechat/send.ts'

/** A gateway that sends whoever asks on to somewhere else, and a mail server that keeps what it is told. */
const seen: string[] = []
const gateway = createWeb((request, reply) => {
  seen.push(request.url ?? '')
  reply.writeHead(307, { location: '/elsewhere' }).end()
})
const letters: string[] = []
const mail = createSocket(socket => {
  let told = ''
  socket.write('220 mail.test\r\n')
  socket.on('error', () => {}).on('data', chunk => {
    told += chunk.toString()
    if (told.endsWith('\r\n.\r\n')) letters.push(told)
    const word = /(?:^|\n)([A-Z]{4})[^\n]*\n$/u.exec(told)?.[1]
    socket.write(word === 'DATA' ? '354 go on\r\n' : word === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
  })
})
const at = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`
beforeAll(() => Promise.all([gateway, mail].map(server => new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) }))))
afterAll(() => { for (const server of [gateway, mail]) server.close() })

test('where a gateway points elsewhere nobody goes: no message, no key and no code follows a redirect', async () => {
  const url = `http://${at(gateway)}`
  await expect(smsBy({ url: `${url}/sms`, key: 'k' })('00000000000', 'text')).rejects.toThrow()
  await expect(wechatBy({ host: url, appId: 'a', secret: 's', templateId: 't' })('o'.repeat(28), 'text')).rejects.toThrow()
  expect(await exchangeCode({ authorizeHost: url, apiHost: url, appId: 'a', secret: 's' }, 'code')).toBe('unreachable')
  expect(seen.map(path => path.split('?')[0])).toEqual(['/sms', '/cgi-bin/stable_token', '/sns/oauth2/access_token'])
})

describe('a mail', () => {
  test('goes to one address, which holds nothing that could begin another line, another name or another address', () => {
    expect(isAddress('email', 'nobody@example.test')).toBe(true)
    for (const wrong of ['a@b.test\r\nBcc: c@d.test', 'a@b.test\n', 'a@b.test,c@d.test', 'a@b.test;c@d.test', '"a" <a@b.test>', 'a b@c.test', 'a@b', '@b.test', `${'a'.repeat(200)}@b.test`]) expect(isAddress('email', wrong), wrong).toBe(false)
  })

  test('carries a subject of ours and one recipient, whatever its text looks like', async () => {
    await mailBy({ url: `smtp://${at(mail)}`, from: 'village@example.test' })('nobody@example.test', 'text\r\nBcc: other@example.test\r\n.\r\nRCPT TO:<other@example.test>')
    const [commands = '', letter = ''] = letters[0]!.split(/DATA\r\n/u)
    expect(commands.match(/RCPT TO:<[^>]*>/gu)).toEqual(['RCPT TO:<nobody@example.test>'])
    const head = letter.split('\r\n\r\n')[0]!
    expect(head).not.toMatch(/^bcc:/imu)
    const [, words = ''] = /^Subject: =\?UTF-8\?B\?([^?]+)\?=/imu.exec(head) ?? []
    expect(messageSubject).toContain(Buffer.from(words, 'base64').toString().slice(0, 4))
  })
})

test('programs are started by their path and never through a shell', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts') && !/^(?:console|pages.(?:enhance|sealing))/u.test(name)).map(name => [name, readFileSync(join('src', name), 'utf8')] as const)
  for (const [name, source] of sources) {
    expect(source, name).not.toMatch(/\bexec(?:Sync|File|FileSync)?\(['"`]|shell: *true|\{[^}]*\bexec\w*\b[^}]*\} from 'node:child_process'/u)
  }
})
