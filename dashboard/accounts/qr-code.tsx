import { encode } from 'uqr'

const quietModules = 4

/** A QR code, black on white in every theme, because scanners want it so. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { border: quietModules })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} class="size-44 rounded-field bg-white">
      <path d={path} fill="black" shape-rendering="crispEdges" />
    </svg>
  )
}
