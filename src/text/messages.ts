import type { MessageTemplate } from '#rules/messages/hours.ts'

/**
 * The sentences that leave the platform. They are all there is: no case, no place, no name, so that whoever reads over a shoulder, or a
 * gateway's log, learns only that the platform has something to say. In both languages, because nobody knows the reader's.
 */
export const messageTexts: Readonly<Record<MessageTemplate, string>> = {
  'progress': '【一点通】您在平台上有一条新消息，请凭查询码查看。You have a new message: look it up with your code.',
  'work-waits': '【一点通】您的工作台有新的待办事项。Work has come to your desk.',
  'reminder': '【一点通】您的工作台有事项临近或超过期限。Something on your desk is due or overdue.',
}
