import { Button } from './button.tsx'
import { words } from './words.ts'

/** The two ways on from a part of the page that is not there as it should be. */
export function AgainOrReload({ onAgain }: { readonly onAgain: () => void }) {
  const { again, reload } = words()
  return (
    <>
      <Button small onClick={onAgain}>
        {again}
      </Button>
      <Button small look="quiet" onClick={() => location.reload()}>
        {reload}
      </Button>
    </>
  )
}
