import { messageSubject } from '#text/messages.ts'
import { patience, Refused, type Send } from '../channel.ts'

/** The mail server, as `smtps://user:password@host`, and whom messages come from. */
export type MailServer = { readonly url: string; readonly from: string }

/** E-mail by SMTP. The subject says no more than the text. */
export function mailBy({ url, from }: MailServer): Send {
  const open = async () => {
    // Opened with the first message: a program without mail does without its memory.
    const { createTransport } = await import('nodemailer')
    return createTransport({ url, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience }, { from })
  }
  let transport: ReturnType<typeof open> | undefined
  return async (to, text) => {
    transport ??= open()
    try {
      await (await transport).sendMail({ to, subject: messageSubject, text })
    } catch (cause) {
      const { responseCode = 0 } = cause as { responseCode?: number }
      throw responseCode >= 500 && responseCode < 600 ? new Refused(`smtp-${responseCode}`) : new Error(`smtp-${responseCode || 'unreachable'}`)
    }
  }
}
