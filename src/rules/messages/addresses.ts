import type { MessageChannel } from './hours.ts'

/** Whether this can be an address of the channel; whether it is one the gateway finds out. */
export function isAddress(channel: MessageChannel, address: string): boolean {
  switch (channel) {
    case 'sms': return /^\+?\d{7,15}$/.test(address)
    case 'email': return address.length <= 200 && /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/.test(address)
    case 'wechat': return /^[\w-]{20,64}$/.test(address)
  }
}

/** A telephone number without the ways of typing it. */
export function plainNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s()-]/gu, '')
}
