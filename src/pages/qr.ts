import qrcode from 'qrcode'

/**
 * The QR image of an address. The middle grade of correction survives a scratch or a fold; the quiet border is part of the code.
 */
export async function qrImage(address: string, kind: 'svg' | 'png'): Promise<Buffer> {
  const settings = { errorCorrectionLevel: 'M' as const, margin: 4 }
  if (kind === 'png') return await qrcode.toBuffer(address, { ...settings, type: 'png', width: 1024 })
  return Buffer.from(await qrcode.toString(address, { ...settings, type: 'svg' }))
}
