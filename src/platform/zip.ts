import { crc32, deflateRawSync } from 'node:zlib'

// 1 January 2020, in the two numbers of a zip header: a file that is made twice shall be the same bytes.
const dosDay = (40 << 9) | (1 << 5) | 1

/** Packs files whose names are ASCII. The same files make the same bytes. */
export function zip(members: readonly (readonly [string, string | Buffer])[]): Buffer {
  const written: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, held] of members) {
    const name = Buffer.from(path)
    const content = typeof held === 'string' ? Buffer.from(held) : held
    const packed = deflateRawSync(content)
    const sizes = Buffer.alloc(22)
    sizes.writeUInt16LE(20, 0)
    sizes.writeUInt16LE(8, 4)
    sizes.writeUInt16LE(dosDay, 8)
    sizes.writeUInt32LE(crc32(content), 10)
    sizes.writeUInt32LE(packed.length, 14)
    sizes.writeUInt32LE(content.length, 18)
    const names = Buffer.alloc(4)
    names.writeUInt16LE(name.length)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), sizes, names, name, packed])
    const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), sizes, names.subarray(0, 2), Buffer.alloc(2), place, name])
    directory.push(entry)
    written.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...written, central, Buffer.from('PK\x05\x06'), end])
}
