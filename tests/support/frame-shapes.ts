/** Ways in which a server may put the same bytes into WebSocket frames (RFC 6455, section 5.4). */
export type FrameShape = 'plain' | 'tiny' | 'merged' | 'fragmented'

const binary = 0x02
const final = 0x80
const ping = 0x89

export function frame(first: number, payload: Uint8Array): Buffer {
  const { length } = payload
  const header =
    length < 126
      ? Buffer.from([first, length])
      : length < 65_536
        ? Buffer.from([first, 126, length >> 8, length & 255])
        : Buffer.from([first, 127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255])
  return Buffer.concat([header, payload])
}

/** Puts bytes into frames of one shape. What is merged comes out of `flush`. */
export function createFramer(shape: FrameShape) {
  let held: Buffer[] = []
  let turn = 0
  /** 1 to 7, the same in every run. */
  const nextSize = () => 1 + ((turn++ * 5) % 7)

  function* pieces(bytes: Buffer): Generator<Buffer> {
    for (let at = 0; at < bytes.length; ) {
      const size = nextSize()
      yield bytes.subarray(at, at + size)
      at += size
    }
  }

  function fragment(bytes: Buffer): Buffer {
    const parts = [...pieces(bytes)]
    return Buffer.concat(
      parts.flatMap((part, index) => {
        const isLast = index === parts.length - 1
        const first = (index === 0 ? binary : 0) | (isLast ? final : 0)
        return index % 3 === 0 ? [frame(first, part), frame(ping, Buffer.from(`p${index}`))] : [frame(first, part)]
      }),
    )
  }

  return {
    add(bytes: Buffer): Buffer {
      if (shape === 'merged') {
        held.push(bytes)
        return Buffer.alloc(0)
      }
      if (shape === 'plain') return frame(final | binary, bytes)
      if (shape === 'fragmented') return fragment(bytes)
      return Buffer.concat([...pieces(bytes)].map((part) => frame(final | binary, part)))
    },
    flush(): Buffer {
      if (held.length === 0) return Buffer.alloc(0)
      const bytes = Buffer.concat(held)
      held = []
      return frame(final | binary, bytes)
    },
  }
}

/** Takes the unmasked frames of a server apart: the payload of data frames, and whole control frames as they are. */
export function createUnframer() {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk: Buffer): { data: Buffer; control: Buffer } => {
    rest = Buffer.concat([rest, chunk])
    const data: Buffer[] = []
    const control: Buffer[] = []
    for (;;) {
      const code = (rest[1] ?? 0) & 127
      const start = code === 126 ? 4 : code === 127 ? 10 : 2
      if (rest.length < start) break
      const length = code === 126 ? rest.readUInt16BE(2) : code === 127 ? Number(rest.readBigUInt64BE(2)) : code
      if (rest.length < start + length) break
      const isControl = ((rest[0] ?? 0) & 8) !== 0
      if (isControl) control.push(rest.subarray(0, start + length))
      else data.push(rest.subarray(start, start + length))
      rest = rest.subarray(start + length)
    }
    return { data: Buffer.concat(data), control: Buffer.concat(control) }
  }
}
