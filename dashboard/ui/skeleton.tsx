/** The place of a list that is on its way. */
export function Skeleton({ label, rows }: { readonly label: string; readonly rows: number }) {
  return (
    <div role="status" aria-label={label} class="flex flex-col gap-2">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="h-24 animate-pulse rounded-box border border-base-300 bg-base-100" />
      ))}
    </div>
  )
}
