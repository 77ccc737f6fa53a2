import { composerRequest, loadedComposer } from './open-composer.ts'

/** The place of the composer on the page. */
export function ComposerHost() {
  const request = composerRequest.value
  const Composer = loadedComposer.value
  if (request === undefined || Composer === undefined) return null
  return (
    <Composer
      request={request}
      onClose={() => {
        composerRequest.value = undefined
      }}
    />
  )
}
