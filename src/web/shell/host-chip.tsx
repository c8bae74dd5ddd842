import { isRehearsal } from '../../workspace/hosts.ts'
import { Tip } from '../components/tip.tsx'
import { becauseOf } from '../hosts/said.ts'
import { useWorkspace } from '../store/store.ts'
import { openSettings } from './shell.ts'
import { words } from './words.ts'

/** What answers: the host in use. While it is the rehearsal model, the way to a real Claude is right beside it. */
export function HostChip() {
  const host = useWorkspace((workspace) => workspace.host)
  const said = words().host
  const rehearsal = isRehearsal(host)
  const model = host.models.find((one) => one.id === host.model)?.name ?? host.model
  return (
    <div className="flex min-w-0 items-center gap-1">
      <Tip words={becauseOf(host)}>
        <button
          type="button"
          onClick={() => openSettings('hosts')}
          className="flex h-7 min-w-0 items-center gap-2 rounded-full border border-line-strong px-2.5 text-small text-soft hover:bg-hover hover:text-ink max-[420px]:gap-1.5 max-[420px]:px-2 coarse:h-10"
        >
          <span className={`size-1.5 shrink-0 rounded-full ${rehearsal ? 'bg-kraft' : 'bg-good'}`} />
          <span className="truncate max-[900px]:hidden">
            {rehearsal ? said.rehearsal : `${host.name} · ${model}`}
          </span>
          <span className="truncate min-[901px]:hidden">{rehearsal ? said.rehearsalShort : model}</span>
        </button>
      </Tip>
      {rehearsal && (
        <button
          type="button"
          onClick={() => openSettings('hosts')}
          className="h-7 rounded-full px-2.5 text-small font-medium whitespace-nowrap text-accent-ink hover:bg-accent-wash max-[760px]:hidden"
        >
          {said.connect}
        </button>
      )}
    </div>
  )
}
