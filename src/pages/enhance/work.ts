// Does the second of work that the server asks for after several wrong codes, then sends the form the reader has already sent.
export {}

const rounds = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
  0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d,
  0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
  0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
  0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]
const schedule = new Int32Array(64)

/** SHA-256 of a text of ASCII letters, as far as its first 32 bits. `crypto.subtle` is missing where the page is not reached over HTTPS. */
function firstWord(text: string): number {
  const length = text.length
  const blocks = ((length + 8) >> 6) + 1
  const words = new Int32Array(blocks * 16)
  for (let i = 0; i < length; i++) words[i >> 2]! |= text.charCodeAt(i) << (24 - (i & 3) * 8)
  words[length >> 2]! |= 0x80 << (24 - (length & 3) * 8)
  words[blocks * 16 - 1] = length * 8
  const hash = new Int32Array([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19])
  for (let block = 0; block < blocks; block++) mix(hash, words, block * 16)
  return hash[0]! >>> 0
}

function mix(hash: Int32Array, words: Int32Array, from: number) {
  const w = schedule
  for (let i = 0; i < 16; i++) w[i] = words[from + i]!
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15]!, b = w[i - 2]!
    const s0 = (a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3
    const s1 = (b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1 | 0
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let i = 0; i < 64; i++) {
    const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)
    const one = h + s1 + (e & f ^ ~e & g) + rounds[i]! + w[i]! | 0
    const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)
    const two = s0 + (a & b ^ a & c ^ b & c) | 0
    h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0
  }
  const end = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) hash[i] = hash[i]! + end[i]! | 0
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-enhance="work"]')) {
  const counter = form.querySelector<HTMLInputElement>('[name="counter"]')
  const status = form.querySelector<HTMLElement>('[data-working]')
  if (counter && status) solve(form, counter, status)
}

/** In slices of 20 ms, so that the phone stays usable. */
function solve(form: HTMLFormElement, counter: HTMLInputElement, status: HTMLElement) {
  const challenge = form.dataset['challenge'] || ''
  const bits = Number(form.dataset['bits'])
  let n = 0
  status.textContent = status.dataset['working'] || ''
  function slice() {
    for (const until = performance.now() + 20; performance.now() < until;) {
      for (let i = 0; i < 200; i++, n++) {
        if (Math.clz32(firstWord(challenge + ':' + n)) < bits) continue
        counter.value = String(n)
        status.textContent = status.dataset['ready'] || ''
        form.submit()
        return
      }
    }
    setTimeout(slice, 0)
  }
  slice()
}
