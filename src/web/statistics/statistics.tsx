import { Dialog } from '../components/dialog.tsx'
import { Lifetime } from './lifetime.tsx'
import { SpendingView } from './spending-view.tsx'
import { words } from './words.ts'

/** What answers cost and used: drawn by days, by who and what is behind it, and chat by chat since the beginning. */
export function StatisticsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={words().title} about={words().about} open onClose={onClose} wide>
      <div className="flex flex-col gap-9">
        <SpendingView onLeave={onClose} />
        <Lifetime onLeave={onClose} />
      </div>
    </Dialog>
  )
}
