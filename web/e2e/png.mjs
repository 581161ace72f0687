// Makes a screenshot small enough to be kept with the sources: at most 256 colours, as a PNG with a palette.
import { deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

/** @param png eight bits a channel, RGB or RGBA, not interlaced: what browsers write */
export function quantised(png) {
  const { width, height, pixels, channels } = decoded(png)
  const { palette, index } = reduced(pixels, channels)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) index.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function decoded(png) {
  const parts = []
  let width, height, channels
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') [width, height, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3]
    if (type === 'IDAT') parts.push(body)
    at += length + 12
  }
  return { width, height, channels, pixels: unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels) }
}

/** PNG, section 9: each row says how its bytes were foretold from their neighbours. */
function unfiltered(raw, stride, height, channels) {
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? pixels[y * stride + x - channels] : 0
      const up = y > 0 ? pixels[(y - 1) * stride + x] : 0
      const upLeft = y > 0 && x >= channels ? pixels[(y - 1) * stride + x - channels] : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter]
      pixels[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess
    }
  }
  return pixels
}

function paeth(left, up, upLeft) {
  const guess = left + up - upLeft
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)]
  return a <= b && a <= c ? left : b <= c ? up : upLeft
}

/** The 256 most used colours; every other becomes its nearest among them. */
function reduced(pixels, channels) {
  const counts = new Map()
  const size = pixels.length / channels
  const colour = (at) => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]
  for (let i = 0; i < size; i++) {
    const key = colour(i * channels)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const chosen = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([key]) => key)
  const palette = chosen.map((key) => [key >> 16, (key >> 8) & 255, key & 255])
  const nearest = new Map(chosen.map((key, at) => [key, at]))
  const index = Buffer.alloc(size)
  for (let i = 0; i < size; i++) {
    const key = colour(i * channels)
    if (!nearest.has(key)) nearest.set(key, closest(palette, key))
    index[i] = nearest.get(key)
  }
  return { palette, index }
}

function closest(palette, key) {
  let best = 0
  let least = Infinity
  palette.forEach(([r, g, b], at) => {
    const far = (r - (key >> 16)) ** 2 + (g - ((key >> 8) & 255)) ** 2 + (b - (key & 255)) ** 2
    if (far < least) [best, least] = [at, far]
  })
  return best
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const whole = Buffer.alloc(body.length + 12)
  whole.writeUInt32BE(body.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc(named), body.length + 8)
  return whole
}

function crc(bytes) {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
