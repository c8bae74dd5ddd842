import type { Core } from './core.ts'
import { whyNot } from './erase.ts'
import { type ErasePreview, type Erasing, findPlaces } from './erase-places.ts'
import { shelvesOf } from './erase-shelves.ts'
import { done, type Result } from './result.ts'

/** Looks for everything that an erasure would concern. */
export async function previewErasing(
  core: Core,
  { what }: { readonly what: Erasing },
): Promise<Result<ErasePreview>> {
  const shelves = shelvesOf(core)
  const why = whyNot(what, shelves)
  return why ? { ok: false, refusal: why } : done(await findPlaces(core, what, shelves))
}
