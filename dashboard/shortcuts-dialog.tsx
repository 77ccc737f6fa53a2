import { Dialog } from './ui/dialog.tsx'
import { views } from './views.ts'

const shortcuts: readonly (readonly [readonly string[], string])[] = [
  [['c'], 'New message'],
  [['/'], 'Search or filter'],
  ...views.map(({ key, name }) => [[key], name] as const),
  [['Ctrl', 'Enter'], 'Send the message'],
  [['Esc'], 'Close what is open'],
  [['?'], 'This list'],
]

/** The list of keys. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl class="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-4 p-5">
        {shortcuts.map(([keys, purpose]) => (
          <div key={purpose} class="contents">
            <dt class="flex gap-1">
              {keys.map((key) => (
                <kbd key={key} class="kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{purpose}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
