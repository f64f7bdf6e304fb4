import { dayTaken } from './exif-day.ts'

/** A photo as we keep it: decoded and encoded anew, so nothing of the original file but the picture is left; the day its camera wrote into it is told beside it. */
export type Photo = { readonly bytes: Buffer; readonly mediaType: 'image/jpeg'; readonly width: number; readonly height: number; readonly dayTaken: string | undefined }
export type PhotoRefusal = 'photo-unreadable' | 'photo-too-large'

const mostPixels = 50_000_000 // a 16,000 × 16,000 flood is refused from its header, before a pixel is decoded
const longestSide = 2400

/** Whether a file can be taken as a photo at all, without keeping anything of it. */
export async function photoRefusal(bytes: Buffer): Promise<PhotoRefusal | undefined> {
  const photo = await reencodePhoto(bytes)
  return typeof photo === 'string' ? photo : undefined
}

/** Re-encodes a photo, turned upright, at most 2,400 pixels long, without any metadata. The file's name and claimed type mean nothing here. */
export async function reencodePhoto(bytes: Buffer): Promise<Photo | PhotoRefusal> {
  const sharp = await openSharp()
  try {
    const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    const { format, width, height, exif } = await image.metadata()
    if (!['jpeg', 'png', 'webp', 'heif', 'gif', 'tiff', 'avif'].includes(format)) return 'photo-unreadable'
    if (width * height > mostPixels) return 'photo-too-large'
    const { data, info } = await image.rotate().resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true }).toBuffer({ resolveWithObject: true })
    return { bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height, dayTaken: dayTaken(exif) }
  } catch (cause) {
    return /pixel limit/i.test(String(cause)) ? 'photo-too-large' : 'photo-unreadable'
  }
}

/** Opened when the first photo comes: a program at rest does without its memory. */
async function openSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  return sharp
}
